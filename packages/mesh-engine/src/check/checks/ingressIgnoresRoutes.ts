import { describeRef, refOf } from '../../resources/ref';
import { allDestinations } from '../reading/destinations';
import { push } from '../reading/push';
import {
  gatewaysOf,
  virtualServiceHosts,
} from '../reading/virtualServiceHosts';
import type { KubeObject } from '../../resources/types';
import type { Check } from '../types';

export const ingressIgnoresRoutes: Check = {
  code: 'MESH2015',
  severity: 'warning',
  title: 'Routes of the mesh that a gateway passes by',
  istioctl: ['IST0140'],
  find: mesh => {
    const destinations = allDestinations(mesh).filter(
      ({ isMirror }) => !isMirror,
    );
    const subsetsOf = new Map<KubeObject, Set<string>>();
    for (const { object, host, subset } of destinations) {
      if (subset) {
        const hosts = subsetsOf.get(object) ?? new Set();
        subsetsOf.set(object, hosts.add(host));
      }
    }
    const split = new Map<string, KubeObject[]>();
    for (const { object, host, gateway } of virtualServiceHosts(mesh)) {
      if (gateway === 'mesh' && subsetsOf.get(object)?.has(host)) {
        push(split, host, object);
      }
    }
    return destinations.flatMap(({ object, field, host, subset, section }) => {
      const [other] = split.get(host) ?? [];
      const isForGateway = gatewaysOf(object).some(name => name !== 'mesh');
      if (section !== 'http' || subset || !isForGateway || !other) {
        return [];
      }
      const ref = refOf(other);
      return other === object
        ? []
        : {
            object: refOf(object),
            field,
            message: `${describeRef(
              refOf(object),
            )} sends requests of a gateway to ${host} without a subset; the routes of ${describeRef(
              ref,
            )} do not apply to them, so they reach every version.`,
            fix: 'Name the subset here too, or add the gateway and its host to the other VirtualService.',
            because: [
              {
                object: ref,
                field: 'spec.http',
                says: `It splits ${host} between subsets, for sidecars only.`,
              },
            ],
          };
    });
  },
};
