import { describeRef, refOf } from '../../resources/ref';
import {
  becauseOf,
  gatewayConflicts,
  namesOf,
} from '../reading/gatewayConflicts';
import { sameHost } from '../reading/hostOverlaps';
import type { Check } from '../types';

/** Protocols whose servers of one port istiod joins. */
const JOINED = ['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB'];

export const gatewayHostTaken: Check = {
  code: 'MESH2203',
  severity: 'warning',
  title: 'Several gateways for one host and port',
  kiali: ['KIA0301'],
  istioctl: ['IST0145'],
  find: mesh =>
    gatewayConflicts(mesh, sameHost, (a, b) => a.object !== b.object).map(
      ([one, others]) => ({
        object: refOf(one.object),
        field: one.field,
        severity: others.some(other => other.protocol !== one.protocol)
          ? ('error' as const)
          : ('warning' as const),
        message: `${describeRef(refOf(one.object))} and ${namesOf(
          others,
        )} take ${one.host} on port ${one.port} of the same pods; ${
          [one, ...others].every(({ protocol }) => JOINED.includes(protocol))
            ? 'the routes of both are joined, and one may hide another'
            : 'only one of them is used'
        }.`,
        fix: 'Keep the host in one Gateway, and let the VirtualServices share it.',
        because: becauseOf(others),
      }),
    ),
};
