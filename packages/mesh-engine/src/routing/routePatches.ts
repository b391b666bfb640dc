import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import { byAge } from '../resources/byAge';
import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  at,
} from '../resources/fields';
import { describeRef, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { RouteAnswer, RouteClient } from './types';

/** What an EnvoyFilter may change of the routes of requests. */
const APPLIES_TO = ['ROUTE_CONFIGURATION', 'VIRTUAL_HOST', 'HTTP_ROUTE'];

const filtersByNamespace = perMesh(mesh => {
  const byNamespace = new Map<string, KubeObject[]>();
  const all = mesh.objects('EnvoyFilter', 'networking.istio.io');
  for (const object of [...all].sort(byAge)) {
    const { namespace = 'default' } = object.metadata;
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), object]);
  }
  return byNamespace;
});

function isPatched(
  patch: unknown,
  { virtualHost, server, route }: RouteAnswer,
  { kind }: RouteClient,
): boolean {
  const own = kind === 'gateway' ? 'GATEWAY' : 'SIDECAR_OUTBOUND';
  const context = asText(at(patch, 'match', 'context')) ?? 'ANY';
  const match = at(patch, 'match', 'routeConfiguration');
  const { portNumber, vhost } = asRecord(match);
  const port = asNumber(portNumber) ?? 0;
  const host = asText(asRecord(vhost).name) ?? '';
  const name = asText(at(vhost, 'route', 'name')) ?? '';
  return (
    APPLIES_TO.includes(asText(asRecord(patch).applyTo) ?? '') &&
    (context === 'ANY' || context === own) &&
    (port === 0 || port === (server?.port ?? virtualHost?.port)) &&
    (host === '' ||
      host === virtualHost?.host ||
      host === `${virtualHost?.host}:${virtualHost?.port}`) &&
    (name === '' || name === route?.name)
  );
}

/** EnvoyFilters that may change the route of a request. */
function patchesOf(
  mesh: Mesh,
  client: RouteClient,
  answer: RouteAnswer,
): KubeObject[] {
  const namespaces = new Set([mesh.config.rootNamespace, client.namespace]);
  return [...namespaces]
    .flatMap(namespace => filtersByNamespace(mesh).get(namespace) ?? [])
    .filter(
      ({ spec }) =>
        selects(
          asLabels(at(spec, 'workloadSelector', 'labels')),
          client.labels,
        ) &&
        asList(at(spec, 'configPatches')).some(patch =>
          isPatched(patch, answer, client),
        ),
    );
}

/** An answer that an EnvoyFilter may change depends on it: what the filter does is not read. */
export function withPatches(
  mesh: Mesh,
  client: RouteClient,
  answer: RouteAnswer,
): RouteAnswer {
  const filters =
    answer.virtualHost === undefined ? [] : patchesOf(mesh, client, answer);
  if (filters.length === 0) {
    return answer;
  }
  const { listener, server, virtualHost, possible = [answer] } = answer;
  const names = filters.map(filter => describeRef(refOf(filter)));
  return {
    outcome: 'depends',
    listener,
    server,
    virtualHost,
    destinations: [],
    dependsOn: [...(answer.dependsOn ?? []), ...names],
    possible,
    because: [
      ...filters.map(filter => ({
        object: refOf(filter),
        field: 'spec.configPatches',
        says: 'This EnvoyFilter changes routes of the proxy, and what it does is not read.',
      })),
      ...answer.because,
    ],
  };
}
