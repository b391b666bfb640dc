import { describeRef, refOf } from '../../resources/ref';
import {
  becauseOf,
  gatewayConflicts,
  namesOf,
} from '../reading/gatewayConflicts';
import { wildcardOverlaps } from '../reading/hostOverlaps';
import type { Check } from '../types';

export const gatewayHostCovered: Check = {
  code: 'MESH2204',
  severity: 'info',
  title: 'Gateways whose hosts overlap',
  istioctl: ['IST0145'],
  find: mesh =>
    gatewayConflicts(
      mesh,
      wildcardOverlaps,
      (a, b) => a.object !== b.object,
    ).map(([one, others]) => ({
      object: refOf(one.object),
      field: one.field,
      message: `${describeRef(refOf(one.object))} takes ${one.host} on port ${
        one.port
      }, and ${namesOf(others)} ${
        one.host.startsWith('*') ? 'a part of it' : 'a wildcard over it'
      }; requests go to the one with the more exact host.`,
      fix: 'If that is not meant, keep the hosts in one Gateway.',
      because: becauseOf(others),
    })),
};
