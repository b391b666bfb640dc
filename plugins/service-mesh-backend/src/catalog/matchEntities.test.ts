import type { Entity } from '@backstage/catalog-model';
import { Mesh } from '@ecotrack/mesh-engine';
import { matchEntities } from './matchEntities';

const entity = (
  name: string,
  annotations: Record<string, string>,
  kind = 'Component',
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, annotations },
  relations: [
    { type: 'ownedBy', targetRef: 'group:default/team' },
    { type: 'partOf', targetRef: 'system:default/shop' },
  ],
});

const service = (name: string, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop', labels },
  spec: { selector: { app: name }, ports: [{ port: 80 }] },
});
const deployment = (name: string, labels = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop', labels },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name, ...labels } }, spec: {} },
  },
});

const mesh = Mesh.from([
  service('cart', { 'backstage.io/kubernetes-id': 'cart' }),
  deployment('cart'),
  service('stock'),
  deployment('stock', { tier: 'back', 'backstage.io/kubernetes-id': 'stock' }),
  {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'bank', namespace: 'shop' },
    spec: {
      hosts: ['api.bank.example'],
      ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
    },
  },
]);

const ID = 'backstage.io/kubernetes-id';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

const refs = (...entities: Entity[]) =>
  Object.fromEntries(
    [...matchEntities(mesh, entities).byService].map(([name, { ref }]) => [
      name.replace(/.*\//, ''),
      ref,
    ]),
  );

describe('matchEntities', () => {
  it('matches by the id on a service or on its workloads', () => {
    expect(
      refs(
        entity('cart', { [ID]: 'cart' }),
        entity('stock', { [ID]: 'stock' }),
      ),
    ).toEqual({
      cart: 'component:default/cart',
      stock: 'component:default/stock',
    });
  });

  it('matches by a selector of labels, every term of it', () => {
    expect(refs(entity('s', { [SELECTOR]: 'app=stock, tier=back' }))).toEqual({
      stock: 'component:default/s',
    });
    expect(refs(entity('s', { [SELECTOR]: 'app=stock,tier=front' }))).toEqual(
      {},
    );
  });

  it('matches only in the namespace that the entity names', () => {
    expect(refs(entity('cart', { [ID]: 'cart', [NAMESPACE]: 'x' }))).toEqual(
      {},
    );
  });

  it('matches a host outside the cluster', () => {
    const bank = entity(
      'bank',
      { 'servicemesh.ecotrack.io/host': 'API.bank.example' },
      'Resource',
    );
    expect(Object.values(refs(bank))).toEqual(['resource:default/bank']);
  });

  it('tells whose a service is that is not there yet', () => {
    const { ahead } = matchEntities(mesh, [
      entity('cart', { [ID]: 'cart', [NAMESPACE]: 'shop' }),
      entity('returns', { [ID]: 'returns', [NAMESPACE]: 'shop' }),
      entity('second', { [ID]: 'returns', [NAMESPACE]: 'shop' }),
      entity('nowhere', { [ID]: 'nowhere' }),
    ]);
    expect([...ahead].map(([key, { ref }]) => [key, ref])).toEqual([
      ['shop/returns', 'component:default/returns'],
    ]);
  });

  it('tells system and owner, and which entities of its namespaces no service is', () => {
    const { byService, unmatched } = matchEntities(mesh, [
      entity('cart', { [ID]: 'cart' }),
      entity('lost', { [ID]: 'lost', [NAMESPACE]: 'shop' }),
      entity('far', { [ID]: 'far', [NAMESPACE]: 'elsewhere' }),
      entity('unplaced', {}),
    ]);
    expect(byService.get('shop/cart')).toMatchObject({
      owner: 'group:default/team',
      system: 'system:default/shop',
    });
    expect(unmatched.map(({ ref }) => ref)).toEqual(['component:default/lost']);
  });
});
