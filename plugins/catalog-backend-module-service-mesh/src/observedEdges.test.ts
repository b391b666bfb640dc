import { aNode, anEdge, aTopology } from './__testUtils__/builders';
import { observedEdges } from './observedEdges';

describe('observedEdges', () => {
  it('are those that carry traffic from one entity to another', () => {
    const graph = aTopology(
      'dev',
      [aNode('cart'), aNode('order'), aNode('ledger'), aNode('gone', false)],
      [
        anEdge('cart', 'order', 2),
        anEdge('order', 'ledger', null, 512),
        anEdge('order', 'order', 9),
        anEdge('cart', 'ledger', 0, 0),
        anEdge('cart', 'gone', 3),
        anEdge('gone', 'cart', 3),
        anEdge('nowhere', 'cart', 3),
      ],
    );
    expect(observedEdges(graph)).toEqual([
      {
        source: 'component:default/cart',
        dependency: {
          target: 'component:default/order',
          environment: 'dev',
          requestRate: 2,
        },
      },
      {
        source: 'component:default/order',
        dependency: {
          target: 'component:default/ledger',
          environment: 'dev',
          requestRate: null,
        },
      },
    ]);
  });

  it('are added up where entities have several services', () => {
    const second = {
      ...aNode('order-internal'),
      entity: aNode('order').entity,
    };
    const graph = aTopology(
      'dev',
      [aNode('cart'), aNode('order'), second],
      [
        anEdge('cart', 'order', 2),
        anEdge('cart', 'order', null, 100),
        anEdge('cart', 'order-internal', 0.5),
      ],
    );
    expect(
      observedEdges(graph).map(({ dependency }) => dependency.requestRate),
    ).toEqual([2.5]);
  });
});
