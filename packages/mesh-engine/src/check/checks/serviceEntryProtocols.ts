import { describeRef, refOf } from '../../resources/ref';
import { byHostAndPort, entryConflicts, namesOf } from '../reading/entryPorts';
import type { Check } from '../types';

export const serviceEntryProtocols: Check = {
  code: 'MESH2302',
  severity: 'warning',
  title: 'ServiceEntries that disagree about a protocol',
  kiali: ['KIA1212'],
  istioctl: ['IST0177'],
  find: mesh =>
    entryConflicts(
      byHostAndPort(mesh),
      (one, others) =>
        others.filter(({ protocol }) => protocol !== one.protocol),
      (one, others) => ({
        message: `${describeRef(refOf(one.object))} says that ${
          one.host
        } port ${one.number} is ${
          one.protocol || 'of no given protocol'
        }, and ${namesOf(others)} ${others.length > 1 ? 'say' : 'says'} ${[
          ...new Set(others.map(({ protocol }) => protocol || 'nothing')),
        ].join(', ')}; which one is used is left to chance.`,
        fix: 'Give the port the same protocol in all of them.',
      }),
    ),
};
