import type {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';
import { totalsOf } from '../traffic/calls';
import { TrafficIndex } from '../traffic/TrafficIndex';
import { isListed, nodeId, type Peer } from '../traffic/peers';
import { count, rate, sentence } from '../wording/figures';
import { whyUnknown } from '../wording/why';
import { edgesOf } from './edges';
import { serviceNode, unknownNode, workloadNode } from './nodes';

/** Nodes and edges of the mesh. */
export function graphOf(
  input: QuestionInput,
  index: TrafficIndex,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const nodes = new Map<string, TopologyNode>();
  for (const service of input.mesh.services) {
    if (isListed(input.mesh, service)) {
      nodes.set(
        nodeId({ type: 'service', service }),
        serviceNode(input, index, service),
      );
    }
  }
  const add = (peer: Peer) => {
    const id = nodeId(peer);
    if (!nodes.has(id)) {
      const node =
        peer.type === 'service'
          ? serviceNode(input, index, peer.service)
          : peer.type === 'workload'
          ? workloadNode(input, index, peer.workload)
          : unknownNode(input, index, peer);
      nodes.set(id, node);
    }
  };
  for (const { source, target } of index.placed) {
    add(source);
    add(target);
  }
  return {
    nodes: [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: edgesOf(input, index),
  };
}

function answer(
  input: QuestionInput,
  index: TrafficIndex,
  nodes: readonly TopologyNode[],
): string {
  const size = count(nodes.length, 'node');
  if (!input.traffic) {
    return sentence(`${size}; who calls whom is unknown: ${whyUnknown(input)}`);
  }
  const trouble = (['failing', 'degraded'] as const).flatMap(health =>
    nodes
      .filter(node => node.health === health)
      .map(({ name }) => `${name} is ${health}`),
  );
  const more = trouble.length > 3 ? ` and ${trouble.length - 3} more` : '';
  const { requestRate } = totalsOf(index.placed.map(({ call }) => call));
  return sentence(
    `${
      trouble.length > 0
        ? `${trouble.slice(0, 3).join(', ')}${more}`
        : 'No service is in trouble'
    }; ${rate(requestRate)} between ${size}`,
  );
}

/** Who calls whom. */
export function answerTopology(input: QuestionInput, at?: Date): Topology {
  const index = new TrafficIndex(input);
  const { nodes, edges } = graphOf(input, index);
  return {
    environment: input.environment,
    window: input.window.text,
    at: at?.toISOString(),
    answer: answer(input, index, nodes),
    nodes,
    edges,
    sources: sourcesOf(input),
    queries: input.traffic?.queries ?? 0,
  };
}
