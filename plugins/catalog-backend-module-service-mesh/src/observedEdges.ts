import type {
  ObservedDependency,
  Topology,
  TopologyEdge,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** That services of `source` were seen to call services of `dependency.target`. */
export interface ObservedEdge {
  source: string;
  dependency: Omit<ObservedDependency, 'lastSeen'>;
}

function hasTraffic({ requestRate, byteRate }: TopologyEdge): boolean {
  return (requestRate ?? 0) > 0 || (byteRate ?? 0) > 0;
}

/** Edges of a graph that carry traffic from one catalog entity to another, those between the same two added up. */
export function observedEdges(topology: Topology): ObservedEdge[] {
  const entityOf = new Map(
    topology.nodes.map(({ id, entity }) => [id, entity?.ref]),
  );
  const edges = new Map<string, ObservedEdge>();
  for (const edge of topology.edges.filter(hasTraffic)) {
    const source = entityOf.get(edge.source);
    const target = entityOf.get(edge.target);
    if (!source || !target || source === target) {
      continue;
    }
    const key = `${source} ${target}`;
    const before = edges.get(key)?.dependency.requestRate ?? 0;
    edges.set(key, {
      source,
      dependency: {
        target,
        environment: topology.environment,
        requestRate: before + (edge.requestRate ?? 0) || null,
      },
    });
  }
  return [...edges.values()];
}
