import type { Mesh } from '../../mesh/Mesh';
import { selectsWorkload } from '../../mesh/selectors';
import type { Workload } from '../../mesh/types';
import {
  asLabels,
  asList,
  asRecord,
  asTexts,
  at,
} from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from '../reading/push';
import { namespaceOf } from '../reading/scope';
import { servedGateways } from '../reading/servedGateways';
import { gatewaysOf } from '../reading/virtualServiceHosts';
import type { Check } from '../types';

const CLAIM = '@request.auth.claims';

/** The first match that needs a claim of a token. */
function claimField(object: KubeObject): [string, string] | undefined {
  for (const [index, route] of asList(at(object, 'spec', 'http')).entries()) {
    for (const [place, match] of asList(asRecord(route).match).entries()) {
      for (const part of ['headers', 'withoutHeaders'] as const) {
        const key = Object.keys(asRecord(asRecord(match)[part])).find(name =>
          name.startsWith(CLAIM),
        );
        if (key) {
          const field = `spec.http[${index}].match[${place}].${part}["${key}"]`;
          return [key, field];
        }
      }
    }
  }
  return undefined;
}

const tokenPolicies = perMesh(mesh => {
  const index = new Map<string, KubeObject[]>();
  mesh
    .objects('RequestAuthentication', 'security.istio.io')
    .forEach(policy => push(index, namespaceOf(policy), policy));
  return index;
});

function readsTokens(mesh: Mesh, workload: Workload): boolean {
  const namespaces = new Set([workload.namespace, mesh.config.rootNamespace]);
  return [...namespaces]
    .flatMap(namespace => tokenPolicies(mesh).get(namespace) ?? [])
    .some(
      policy =>
        asList(at(policy, 'spec', 'targetRefs')).length > 0 ||
        selectsWorkload(
          asLabels(at(policy, 'spec', 'selector', 'matchLabels')),
          workload,
        ),
    );
}

export const jwtClaimRoute: Check = {
  code: 'MESH2016',
  severity: 'error',
  title: 'Route by a claim of a token that nobody reads',
  istioctl: ['IST0149'],
  find: mesh => {
    const gateways = new Map(
      servedGateways(mesh).map(([object, workloads]) => [
        `${namespaceOf(object)}/${object.metadata.name}`,
        workloads,
      ]),
    );
    return mesh
      .objects('VirtualService', 'networking.istio.io')
      .flatMap(object => {
        const claim = claimField(object);
        if (!claim || asTexts(at(object, 'spec', 'hosts')).length === 0) {
          return [];
        }
        const [key, field] = claim;
        return gatewaysOf(object)
          .flatMap(name => gateways.get(name) ?? [])
          .filter(workload => !readsTokens(mesh, workload))
          .map(workload => ({
            object: refOf(object),
            field,
            message: `${describeRef(
              refOf(object),
            )} routes by ${key}, but no RequestAuthentication applies to ${
              workload.name
            }: the match never holds.`,
            fix: `Add a RequestAuthentication that selects ${workload.name} in ${workload.namespace}.`,
            because: [
              {
                object: workload.ref,
                says: 'No RequestAuthentication of its namespace or of the root namespace selects it.',
              },
            ],
          }));
      });
  },
};
