import { describeRef, refOf } from '../../resources/ref';
import { byHostAndPort, entryConflicts, namesOf } from '../reading/entryPorts';
import type { Check } from '../types';

export const serviceEntryTwice: Check = {
  code: 'MESH2301',
  severity: 'warning',
  title: 'Several ServiceEntries for one host and port',
  kiali: ['KIA1211'],
  find: mesh =>
    entryConflicts(
      byHostAndPort(mesh),
      (one, others) =>
        others.every(({ protocol }) => protocol === one.protocol)
          ? [...others]
          : [],
      (one, others) => ({
        message: `${describeRef(refOf(one.object))} and ${namesOf(
          others,
        )} declare ${one.host} port ${
          one.number
        }; settings of one may be lost, and the other's used.`,
        fix: 'Declare the host once, and export it to the namespaces that need it.',
      }),
    ),
};
