import { Workbench } from '../__testUtils__/command';
import {
  allowGet,
  namespaceOf,
  peerAuthentication,
  routeToNowhere,
  service,
} from '../__testUtils__/manifests';

jest.setTimeout(60_000);
const bench = new Workbench();
afterAll(() => bench.remove());

const SHOP =
  namespaceOf('shop') + service('shop', 'web') + service('shop', 'orders');

describe('mesh explain', () => {
  const folder = bench.folder({
    'shop.yaml': SHOP,
    'mtls.yaml': peerAuthentication('shop', 'STRICT'),
    'access.yaml': allowGet('shop', 'orders', 'web'),
    'routes.yaml': routeToNowhere('shop', 'orders'),
  });
  const explain = (...args: string[]) => {
    const { code, out, err } = bench.mesh(folder, ['explain', ...args]);
    expect(err).toBe('');
    expect(code).toBe(0);
    return out;
  };

  it('mtls, with the policy and its line', () => {
    const out = explain('mtls', 'shop/orders:8080');
    expect(out).toMatch(
      /^shop\/orders:8080 takes only mTLS; the policies say STRICT\.\nbecause\n/,
    );
    expect(out).toContain('mtls.yaml:8:5');
  });

  it('connection, from a workload and from outside', () => {
    expect(explain('connection', 'shop/web', 'shop/orders:8080')).toMatch(
      /^The connection from shop\/web to shop\/orders:8080 is up with mTLS\.\n/,
    );
    expect(explain('connection', 'outside', 'shop/orders:8080')).toMatch(
      /^The connection from outside to shop\/orders:8080 is refused\.\n/,
    );
  });

  it('authorize: allowed, denied, and what it depends on', () => {
    const ask = (...more: string[]) =>
      explain('authorize', 'shop/web', 'shop/orders:8080', ...more);
    expect(ask('--method', 'GET')).toMatch(
      /^shop\/web may call shop\/orders:8080 by AuthorizationPolicy orders in shop, spec\.rules\[0\]\.\n/,
    );
    expect(ask('--method', 'POST')).toMatch(/^shop\/web may not call /);
    expect(ask()).toMatch(/\nIt depends on .*method/);
  });

  it('route, with what fails behind it', () => {
    const out = explain('route', 'shop/web', 'orders:8080');
    expect(out).toMatch(
      /^A request of shop\/web to orders:8080 is routed \(VirtualService orders in shop, spec\.http\[0\]\):\n/,
    );
    expect(out).toMatch(
      /100 % orders\S* subset v9 \(cannot be reached: noSubset\)/,
    );
  });

  it('answers in JSON without whole objects', () => {
    const [{ mesh, sentences, answer }] = JSON.parse(
      explain('route', 'shop/web', 'orders:8080', '-o', 'json'),
    );
    expect(mesh).toBe('.');
    expect(sentences[0]).toMatch(/^A request/);
    expect(answer.destinations[0].service).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'shop',
      name: 'orders',
    });
  });

  it('names the ports that a service has', () => {
    expect(
      bench.mesh(folder, ['explain', 'mtls', 'shop/orders:1']),
    ).toMatchObject({
      code: 2,
      err: 'mesh: shop/orders has no port 1.\nIts ports are 8080.\n',
    });
  });
});
