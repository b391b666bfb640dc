import type { MeshService } from '@ecotrack/mesh-engine';
import type {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';
import { TrafficIndex } from '../traffic/TrafficIndex';
import {
  isControlPlane,
  nodeId,
  primaryService,
  type Peer,
} from '../traffic/peers';
import { count, rate } from '../wording/figures';
import { whyUnknown } from '../wording/why';
import { edgesOf } from './edges';
import { serviceNode, unknownNode, workloadNode } from './nodes';

function isShown(input: QuestionInput, service: MeshService): boolean {
  const { mesh } = input;
  if (isControlPlane(mesh, service)) {
    return false;
  }
  const [first] = service.workloads;
  return !first || primaryService(mesh, first) === service;
}

/** Nodes and edges of the mesh. */
export function graphOf(
  input: QuestionInput,
  index: TrafficIndex,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const nodes = new Map<string, TopologyNode>();
  for (const service of input.mesh.services) {
    if (isShown(input, service)) {
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
          : unknownNode(index, peer);
      nodes.set(id, node);
    }
  };
  for (const { source, target } of index.placed) {
    add(source);
    add(target);
  }
  return { nodes: [...nodes.values()], edges: edgesOf(input, index) };
}

function answer(input: QuestionInput, nodes: TopologyNode[]): string {
  if (!input.traffic) {
    return `${count(
      nodes.length,
      'node',
    )}; who calls whom is unknown: ${whyUnknown(
      input.telemetry,
      input.window.text,
      input.now,
    )}.`;
  }
  const served = nodes.reduce((sum, node) => sum + (node.requestRate ?? 0), 0);
  const failing = nodes.filter(({ health }) => health === 'failing');
  const degraded = nodes.filter(({ health }) => health === 'degraded');
  const trouble = [
    ...failing.map(({ name }) => `${name} is failing`),
    ...degraded.map(({ name }) => `${name} is degraded`),
  ];
  return `${
    trouble.length > 0
      ? `${trouble.slice(0, 3).join(', ')}${
          trouble.length > 3 ? ` and ${trouble.length - 3} more` : ''
        }`
      : 'No service is in trouble'
  }; ${rate(served)} between ${count(nodes.length, 'node')}.`;
}

/** Who calls whom. */
export function answerTopology(input: QuestionInput, at?: Date): Topology {
  const index = new TrafficIndex(input);
  const { nodes, edges } = graphOf(input, index);
  return {
    environment: input.environment,
    window: input.window.text,
    at: at?.toISOString(),
    answer: answer(input, nodes),
    nodes,
    edges,
    sources: sourcesOf(input),
    queries: input.traffic?.queries ?? 0,
  };
}
