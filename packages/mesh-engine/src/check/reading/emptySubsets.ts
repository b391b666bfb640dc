import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import type { MeshService } from '../../mesh/types';
import { allRules, type Rule } from './destinationRules';
import { registryOf } from './registry';
import { hasEndpoint, knowsEndpoints } from './subsetEndpoints';

/** A subset whose labels no endpoint of its services has. */
export interface EmptySubset {
  rule: Rule;
  subset: Rule['subsets'][number];
  services: MeshService[];
}

/** Labels that istiod gives an endpoint from its node. */
const OF_THE_NODE = /^topology\.(kubernetes\.io|istio\.io)\//;

function servicesFor(mesh: Mesh, { host, namespace }: Rule): MeshService[] {
  const registered = host.startsWith('*')
    ? registryOf(mesh).matching(host)
    : registryOf(mesh).visibleAt(host, namespace);
  return registered.map(({ service }) => service);
}

/** Labels that a pod must have itself. */
function labelsOfPods(labels: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter(
      ([key, value]) => value === '' || !OF_THE_NODE.test(key),
    ),
  );
}

/** Every such subset of every DestinationRule, where the endpoints are known. */
export const emptySubsets = perMesh((mesh): EmptySubset[] =>
  mesh.workloads.length === 0
    ? []
    : allRules(mesh).flatMap(rule => {
        const services = servicesFor(mesh, rule);
        const isKnown =
          services.length > 0 &&
          services.every(service => knowsEndpoints(mesh, service));
        return (isKnown ? rule.subsets : []).flatMap(subset => {
          const labels = labelsOfPods(subset.labels);
          return Object.keys(labels).length === 0 ||
            services.some(service => hasEndpoint(mesh, service, labels))
            ? []
            : { rule, subset, services };
        });
      }),
);
