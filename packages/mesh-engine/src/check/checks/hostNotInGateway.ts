import { asTexts, at } from '../../resources/fields';
import { describeRef, groupOf, refOf } from '../../resources/ref';
import { hostsOfGateway } from '../reading/gateways';
import { hostsOverlap } from '../../routing/hostNames';
import { namedGateways } from '../reading/namedGateways';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

export const hostNotInGateway: Check = {
  code: 'MESH2006',
  severity: 'warning',
  title: 'VirtualService for a host that its gateway does not take',
  istioctl: ['IST0132'],
  find: mesh =>
    namedGateways(mesh).flatMap(
      ({ object, field, gateway, inMatch, isGenerated }) => {
        if (!gateway || inMatch || isGenerated) {
          return [];
        }
        const hosts = asTexts(at(object, 'spec', 'hosts')).map(host =>
          host.toLowerCase(),
        );
        const taken = hostsOfGateway(gateway);
        const isTaken = taken.some(
          ({ host, namespace }) =>
            (namespace === '*' || namespace === namespaceOf(object)) &&
            hosts.some(own => hostsOverlap(host, own)),
        );
        if (isTaken || hosts.length === 0) {
          return [];
        }
        const ref = refOf(gateway);
        return {
          object: refOf(object),
          field,
          message: `${describeRef(refOf(object))} is for ${hosts.join(
            ', ',
          )}, and ${describeRef(
            ref,
          )} takes none of it: its routes are never used there.`,
          fix: `Add the host to the gateway, or correct it here.`,
          because: [
            {
              object: ref,
              field:
                groupOf(ref.apiVersion) === 'networking.istio.io'
                  ? 'spec.servers'
                  : 'spec.listeners',
              says: `The gateway takes ${
                taken
                  .map(({ host, namespace }) =>
                    namespace === '*'
                      ? host
                      : `${host} of namespace ${namespace}`,
                  )
                  .join(', ') || 'no host'
              }.`,
            },
          ],
        };
      },
    ),
};
