import fc from 'fast-check';
import type {
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { filterGraph, type Graph } from './filter';
import { edgeWidth, layoutGraph, layoutKey } from './layout';
import { neighbourOf } from './navigate';

function aNode(id: string, more: Partial<TopologyNode> = {}): TopologyNode {
  return {
    id,
    kind: 'service',
    name: id,
    health: 'ok',
    requestRate: 1,
    errorShare: 0,
    versions: [],
    badges: [],
    because: [],
    ...more,
  };
}

function anEdge(source: string, target: string): TopologyEdge {
  return {
    id: `${source} → ${target}`,
    source,
    target,
    protocol: 'http',
    requestRate: 1,
    errorShare: 0,
    meanLatency: 1,
    byteRate: null,
    errors: [],
    encryption: { state: 'mtls', mtlsShare: 1 },
  };
}

const graphs = fc
  .record({
    size: fc.integer({ min: 1, max: 12 }),
    pairs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 }),
    namespaces: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ size, pairs, namespaces }): Graph => {
    const nodes = Array.from({ length: size }, (_, index) =>
      aNode(`n${index}`, { namespace: `ns${index % namespaces}` }),
    );
    const ids = new Set<string>();
    const edges = pairs
      .map(([a, b]) => anEdge(`n${a % size}`, `n${b % size}`))
      .filter(({ id }) => !ids.has(id) && ids.add(id));
    return { nodes, edges };
  });

const all = { text: '', namespace: '', system: '', owner: '', trouble: false };

describe('the graph', () => {
  it('never shows an edge without both of its ends', () => {
    fc.assert(
      fc.property(graphs, fc.constantFrom('n1', 'n2', 'zzz'), (graph, text) => {
        const { nodes, edges } = filterGraph(graph, { ...all, text });
        const ids = new Set(nodes.map(({ id }) => id));
        for (const { source, target } of edges) {
          expect(ids.has(source) && ids.has(target)).toBe(true);
        }
      }),
    );
  });

  it('is laid out alike in whatever order nodes and edges come', () => {
    fc.assert(
      fc.property(graphs, graph => {
        const turned = {
          nodes: [...graph.nodes].reverse(),
          edges: [...graph.edges].reverse(),
        };
        expect(layoutKey(turned)).toBe(layoutKey(graph));
        const { places } = layoutGraph(turned);
        expect(places).toEqual(layoutGraph(graph).places);
        expect(places.size).toBe(graph.nodes.length);
      }),
      { numRuns: 30 },
    );
  });

  it('filters by name, namespace, system, owner and trouble', () => {
    const graph: Graph = {
      nodes: [
        aNode('a', { namespace: 'x', health: 'failing' }),
        aNode('b', {
          namespace: 'y',
          entity: { ref: 'r', system: 's', owner: 'o' },
        }),
        aNode('c', { namespace: 'y' }),
      ],
      edges: [anEdge('a', 'b')],
    };
    const names = (filter: Partial<typeof all>) =>
      filterGraph(graph, { ...all, ...filter }).nodes.map(({ id }) => id);
    expect(names({ text: 'C' })).toEqual(['c']);
    expect(names({ namespace: 'y' })).toEqual(['a', 'b', 'c']);
    expect(names({ system: 's' })).toEqual(['a', 'b']);
    expect(names({ owner: 'o' })).toEqual(['a', 'b']);
    expect(names({ trouble: true })).toEqual(['a', 'b']);
    expect(names({ text: 'nothing' })).toEqual([]);
  });

  it('moves the selection to the nearest node ahead', () => {
    const places = new Map([
      ['left', { x: 0, y: 0 }],
      ['right', { x: 100, y: 0 }],
      ['below', { x: 10, y: 100 }],
    ]);
    expect(neighbourOf(places, 'left', 'ArrowRight')).toBe('right');
    expect(neighbourOf(places, 'left', 'ArrowDown')).toBe('below');
    expect(neighbourOf(places, 'left', 'ArrowLeft')).toBeUndefined();
    expect(neighbourOf(places, undefined, 'ArrowDown')).toBe('left');
  });

  it('draws busier edges wider, within limits', () => {
    expect(edgeWidth(null)).toBe(1.5);
    expect(edgeWidth(1000)).toBeGreaterThan(edgeWidth(10));
    expect(edgeWidth(1e12)).toBe(6);
  });
});
