import type {
  Environment,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** An environment that may be read. */
export const anEnvironment = (
  name: string,
  more: Partial<Environment> = {},
): Environment => ({
  name,
  title: name,
  mesh: 'Shop',
  readable: true,
  status: 'ok',
  attention: 0,
  ...more,
});

/** A service, of the component of its name unless it has none. */
export const aNode = (name: string, hasEntity = true): TopologyNode => ({
  id: `service:shop/${name}`,
  kind: 'service',
  namespace: 'shop',
  name,
  health: 'ok',
  requestRate: null,
  errorShare: null,
  versions: [],
  badges: [],
  because: [],
  entity: hasEntity ? { ref: `component:default/${name}` } : undefined,
});

/** Requests of one service to another; plain TCP where the rate is null. */
export const anEdge = (
  source: string,
  target: string,
  requestRate: number | null,
  byteRate: number | null = null,
): TopologyEdge => ({
  id: `${source} ${target}`,
  source: `service:shop/${source}`,
  target: `service:shop/${target}`,
  protocol: requestRate === null ? 'tcp' : 'http',
  requestRate,
  errorShare: null,
  meanLatency: null,
  byteRate,
  encryption: { state: 'unknown', mtlsShare: null },
});

/** A graph with live telemetry. */
export const aTopology = (
  environment: string,
  nodes: TopologyNode[],
  edges: TopologyEdge[],
): Topology => ({
  environment,
  window: '1h',
  answer: '',
  nodes,
  edges,
  sources: { kubernetes: { state: 'live' }, telemetry: { state: 'live' } },
  queries: 1,
});
