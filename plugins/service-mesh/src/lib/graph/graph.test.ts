import fc from 'fast-check';
import type {
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { collapseGraph } from './collapse';
import { edgeWidth } from './edgeWidth';
import { filterGraph, type Graph } from './filter';
import { isInView } from './isInView';
import { keepLayout } from './keepLayout';
import { layoutGraph } from './layout';
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

function anEdge(
  source: string,
  target: string,
  more: Partial<TopologyEdge> = {},
): TopologyEdge {
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
    ...more,
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
      aNode(`n${index}`, {
        namespace: `ns${index % namespaces}`,
        requestRate: index,
      }),
    );
    const ids = new Set<string>();
    const edges = pairs
      .map(([a, b]) =>
        anEdge(`n${a % size}`, `n${b % size}`, { requestRate: a + b }),
      )
      .filter(({ id }) => !ids.has(id) && ids.add(id));
    return { nodes, edges };
  });

const all = {
  text: '',
  namespace: '',
  system: '',
  owner: '',
  trouble: false,
  active: false,
};

const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const rateOf = (list: readonly { requestRate: number | null }[]) =>
  list.reduce((sum, { requestRate }) => sum + (requestRate ?? 0), 0);

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
    expect(names({ active: true })).toEqual(['a', 'b', 'c']);
    expect(names({ text: 'nothing' })).toEqual([]);
  });

  it('hides what nothing called, unless it calls something that is shown', () => {
    const graph: Graph = {
      nodes: [
        aNode('caller', { health: 'idle' }),
        aNode('busy'),
        aNode('still', { health: 'idle' }),
      ],
      edges: [anEdge('caller', 'busy')],
    };
    const { nodes } = filterGraph(graph, { ...all, active: true });
    expect(idsOf(nodes)).toEqual(['caller', 'busy']);
  });

  it('keeps the totals and both ends of every call when namespaces close', () => {
    fc.assert(
      fc.property(
        graphs,
        fc.subarray(['ns0', 'ns1', 'ns2']),
        (graph, names) => {
          const { nodes, closed, edges } = collapseGraph(graph, new Set(names));
          const ids = new Set([...idsOf(nodes), ...idsOf(closed)]);
          expect(rateOf([...nodes, ...closed])).toBe(rateOf(graph.nodes));
          expect(
            nodes.length + closed.reduce((sum, { count }) => sum + count, 0),
          ).toBe(graph.nodes.length);
          const namespaceOf = new Map(
            graph.nodes.map(({ id, namespace }) => [id, namespace!]),
          );
          const inside = graph.edges.filter(({ source, target }) => {
            const namespace = namespaceOf.get(source)!;
            return (
              namespace === namespaceOf.get(target) && names.includes(namespace)
            );
          });
          expect(rateOf(edges)).toBe(rateOf(graph.edges) - rateOf(inside));
          expect(new Set(idsOf(edges)).size).toBe(edges.length);
          for (const { source, target } of edges) {
            expect(ids.has(source) && ids.has(target)).toBe(true);
          }
        },
      ),
    );
  });

  it('adds calls up by their rates, and is as bad and as unsure as the worst of them', () => {
    const nodes = [
      aNode('a', { namespace: 'x', requestRate: 30, errorShare: 0.1 }),
      aNode('b', { namespace: 'x', health: 'failing', requestRate: 10 }),
      aNode('c', { namespace: 'x', requestRate: null, byteRate: 5 }),
      aNode('out', { namespace: 'y' }),
    ];
    const merge = (...edges: TopologyEdge[]) => {
      const collapsed = collapseGraph({ nodes, edges }, new Set(['x']));
      expect(collapsed.edges).toHaveLength(1);
      return { group: collapsed.closed[0], edge: collapsed.edges[0] };
    };
    const fault = { code: '503', flags: 'UF', rate: 1 };
    const plain = { state: 'plaintext', mtlsShare: 0 } as const;
    const unknown = { state: 'unknown', mtlsShare: null } as const;
    const busy = { requestRate: 3, errorShare: 0.2, errors: [fault] };

    const { group, edge } = merge(
      anEdge('a', 'out', busy),
      anEdge('b', 'out', { encryption: plain, errors: [fault] }),
    );
    expect(group).toEqual({
      id: 'namespace:x',
      namespace: 'x',
      count: 3,
      health: 'failing',
      requestRate: 40,
      errorShare: expect.closeTo(0.075),
      byteRate: 5,
    });
    expect(edge).toMatchObject({
      id: 'namespace:x → out',
      source: 'namespace:x',
      requestRate: 4,
      errorShare: expect.closeTo(0.15),
      errors: [{ ...fault, rate: 2 }],
      encryption: { state: 'mixed', mtlsShare: 0.75 },
    });

    const tcp = { protocol: 'tcp', requestRate: null, byteRate: 7 } as const;
    expect(
      merge(anEdge('a', 'out', tcp), anEdge('b', 'out', tcp)).edge,
    ).toMatchObject({
      protocol: 'tcp',
      requestRate: null,
      byteRate: 14,
      encryption: { state: 'mtls', mtlsShare: 1 },
    });
    const encryptionOf = (...edges: TopologyEdge[]) =>
      merge(...edges).edge.encryption;
    expect(
      encryptionOf(
        anEdge('a', 'out'),
        anEdge('b', 'out', { encryption: unknown }),
      ),
    ).toEqual({
      state: 'unknown',
      mtlsShare: null,
      reason: 'not known for 1 of 2 calls',
    });
    expect(
      encryptionOf(
        anEdge('a', 'out', { encryption: plain }),
        anEdge('b', 'out', { encryption: unknown }),
      ).state,
    ).toBe('mixed');
    expect(
      encryptionOf(
        anEdge('a', 'out', tcp),
        anEdge('b', 'out', { encryption: plain }),
      ),
    ).toMatchObject({ state: 'mixed', mtlsShare: null });
  });

  it('moves nothing when calls fall silent, come back or change their rates', () => {
    const nodes = [aNode('a'), aNode('b'), aNode('c')];
    const quiet: Graph = { nodes, edges: [anEdge('a', 'b')] };
    const busy: Graph = { nodes, edges: [anEdge('a', 'b'), anEdge('b', 'c')] };
    const first = keepLayout(busy, undefined);
    expect(keepLayout(quiet, first)).toBe(first);
    expect(keepLayout({ ...busy, nodes: [...nodes].reverse() }, first)).toBe(
      first,
    );
    const grown = keepLayout(busy, keepLayout(quiet, undefined));
    expect(grown.layout).toEqual(first.layout);
    const fewer = { nodes: nodes.slice(0, 2), edges: quiet.edges };
    expect(keepLayout(fewer, first).layout.places.has('c')).toBe(false);
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

  it('knows when a node is out of view', () => {
    const canvas = { width: 800, height: 600 };
    const at = (x: number, y: number, zoom: number) =>
      isInView({ x: 100, y: 100 }, { x, y, zoom }, canvas);
    expect(at(0, 0, 1)).toBe(true);
    expect(at(-101, 0, 1)).toBe(false);
    expect(at(0, -101, 1)).toBe(false);
    expect(at(600, 0, 1)).toBe(false);
    expect(at(600, 0, 0.5)).toBe(true);
    expect(at(0, 520, 0.5)).toBe(false);
  });

  it('draws busier edges wider, within limits', () => {
    expect(edgeWidth(null)).toBe(1.5);
    expect(edgeWidth(1000)).toBeGreaterThan(edgeWidth(10));
    expect(edgeWidth(1e12)).toBe(6);
  });
});
