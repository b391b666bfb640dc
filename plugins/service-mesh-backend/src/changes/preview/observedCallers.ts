import type { JsonObject } from '@backstage/types';
import type { ObservedCaller } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh, ObservedCall, Workload } from '@ecotrack/mesh-engine';

const keyOf = ({ namespace, name }: Pick<Workload, 'namespace' | 'name'>) =>
  `${namespace}/${name}`;

/**
 * Whose requests to the service of a form are seen, most first, by the account that policies know them by. Undefined
 * when the form is about no service that runs, or nothing tells of requests.
 */
export function observedCallers(
  mesh: Mesh,
  calls: readonly ObservedCall[] | undefined,
  { namespace, service: name }: JsonObject,
): ObservedCaller[] | undefined {
  const service =
    typeof namespace === 'string' && typeof name === 'string'
      ? mesh.service(namespace, name)
      : undefined;
  if (!service || !calls) {
    return undefined;
  }
  const servers = new Set(service.workloads.map(keyOf));
  const callers = new Map<string, ObservedCaller>();
  for (const { client, server, requestRate } of calls) {
    const caller = client && mesh.workload(client.namespace, client.workload);
    const isOwn =
      caller && servers.has(keyOf({ ...server, name: server.workload }));
    if (isOwn && requestRate > 0 && !servers.has(keyOf(caller))) {
      const { serviceAccount } = caller;
      const key = `${caller.namespace}/${serviceAccount}`;
      const seen = callers.get(key)?.requestRate ?? 0;
      callers.set(key, {
        namespace: caller.namespace,
        serviceAccount,
        requestRate: seen + requestRate,
      });
    }
  }
  return [...callers.values()].sort((a, b) => b.requestRate - a.requestRate);
}
