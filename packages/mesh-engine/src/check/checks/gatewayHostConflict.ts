import { describeRef, refOf } from '../../resources/ref';
import { isOther, namesOf, hostViolations } from '../reading/hostConflicts';
import { sameHost } from '../reading/hostOverlaps';
import { virtualServiceHosts } from '../reading/virtualServiceHosts';
import type { Check } from '../types';

export const gatewayHostConflict: Check = {
  code: 'MESH2011',
  severity: 'warning',
  title: 'Several VirtualServices of a gateway for one host',
  kiali: ['KIA1106'],
  find: mesh =>
    hostViolations(
      sameHost(
        virtualServiceHosts(mesh).filter(({ gateway }) => gateway !== 'mesh'),
        isOther,
      ),
      (one, others) => ({
        message: `${describeRef(refOf(one.object))} and ${namesOf(
          others,
        )} are both for ${one.host} on gateway ${
          one.gateway
        }; their routes are joined, the oldest first, so that one may hide another.`,
        fix: 'Put the routes of the host into one VirtualService, or see that no match covers that of another.',
      }),
    ),
};
