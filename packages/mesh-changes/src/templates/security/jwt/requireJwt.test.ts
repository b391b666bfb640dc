import type { Mesh } from '@ecotrack/mesh-engine';
import {
  after,
  changedBy,
  DEV,
  environment,
  faultsOf,
  problemsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
  withObjects,
} from '../__testUtils__/planning';
import { requireJwt } from './requireJwt';

const ISSUER = 'https://id.example.com';
const token = { issuer: ISSUER, jwksUri: `${ISSUER}/keys` };
const orders = { namespace: 'ecotrack', service: 'order-service' };
const shop = { namespace: 'istio-system', service: 'istio-ingressgateway' };

/** What becomes of a request of the ingress gateway to order-service. */
const decide = (
  mesh: Mesh,
  claims: Record<string, unknown> | null,
  path = '/orders',
) =>
  mesh.authorize({
    source: {
      mtls: true,
      principal: 'cluster.local/ns/istio-system/sa/istio-ingressgateway',
    },
    destination: {
      workload: mesh.workload('ecotrack', 'order-service-v1'),
      port: 8080,
    },
    protocol: 'http',
    http: { method: 'GET', path, headers: {}, claims },
  }).decision;

const holder = { iss: ISSUER, sub: 'sam' };

describe('require-jwt', () => {
  it.each([
    [PRODUCTION, { ...orders, ...token }],
    [
      STAGING,
      { ...orders, ...token, audiences: ['shop'], paths: ['/orders/*'] },
    ],
    [
      DEV,
      {
        ...orders,
        ...token,
        claims: [
          { name: 'role', values: ['admin', 'clerk'] },
          { name: 'realm_access[roles]', values: ['shop'] },
        ],
      },
    ],
    [PRODUCTION, { ...shop, ...token }],
    ['tai', { namespace: 'tai-system', service: 'governor', ...token }],
    [
      'acgs2',
      { namespace: 'acgs-system', service: 'constitutional-core', ...token },
    ],
    [
      'maily',
      { namespace: 'maily-staging', service: 'maily-backend', ...token },
    ],
  ])('keeps %s whole with %j', (folder, parameters) => {
    expect(faultsOf(requireJwt, parameters, environment(folder))).toEqual([]);
  });

  it('asks for the token beside the list of callers', () => {
    const context = environment(PRODUCTION);
    const plan = requireJwt.plan(
      {
        ...orders,
        ...token,
        claims: [{ name: 'role', values: ['admin', 'clerk'] }],
      },
      context,
    );
    expect(changedBy(context, plan)).toEqual([
      'RequestAuthentication order-service-token',
      'AuthorizationPolicy order-service-token',
    ]);
    const { mesh } = after(context, plan);
    expect([
      decide(context.mesh, null),
      decide(mesh, null),
      decide(mesh, holder),
      decide(mesh, { ...holder, role: 'guest' }),
      decide(mesh, { ...holder, role: 'clerk' }),
      decide(mesh, { ...holder, iss: 'https://other', role: 'clerk' }),
    ]).toEqual(['allow', 'deny', 'deny', 'deny', 'allow', 'deny']);
  });

  it('asks for it on some paths alone', () => {
    const context = environment(PRODUCTION);
    const { mesh } = after(
      context,
      requireJwt.plan({ ...orders, ...token, paths: ['/orders'] }, context),
    );
    expect([decide(mesh, null), decide(mesh, null, '/health')]).toEqual([
      'deny',
      'allow',
    ]);
  });

  it.each([PRODUCTION, DEV])(
    'changes nothing of the shop in %s with what is there now',
    folder => {
      const context = environment(folder);
      const found = requireJwt.current?.(shop, context);
      expect(found).toMatchObject({
        issuer: 'https://id.ecotrack.example.com',
        audiences: ['ecotrack-shop'],
        paths: ['/orders', '/orders/*'],
      });
      const plan = requireJwt.plan({ ...shop, ...token, ...found }, context);
      expect(changedBy(context, plan)).toEqual([]);
      expect(plan.wanted).toHaveLength(2);
    },
  );

  it('changes nothing with claims that are there now', () => {
    const context = environment(PRODUCTION);
    const asked = {
      ...orders,
      ...token,
      claims: [{ name: 'realm_access[roles]', values: ['shop'] }],
    };
    const done = after(context, requireJwt.plan(asked, context));
    const found = requireJwt.current?.(orders, done);
    expect(found).toEqual(asked);
    expect(changedBy(done, requireJwt.plan(asked, done))).toEqual([]);
    const without = requireJwt.plan({ ...orders, ...token }, done);
    expect(changedBy(done, without)).toEqual([]);
  });

  it('keeps the issuers that are accepted, and says so', () => {
    const context = environment('acgs2');
    const core = { namespace: 'acgs-system', service: 'constitutional-core' };
    const plan = requireJwt.plan({ ...core, ...token }, context);
    expect(changedBy(context, plan)).toEqual([
      'RequestAuthentication acgs-jwt',
      'AuthorizationPolicy constitutional-core-token',
    ]);
    expect(plan.notes).toEqual([
      'Tokens of https://acgs.local/auth stay accepted.',
    ]);
    expect(plan.wanted[0].spec).toMatchObject({
      jwtRules: [{ issuer: 'https://acgs.local/auth' }, token],
    });
  });

  it('leaves ports without HTTP alone', () => {
    const context = withObjects(environment(PRODUCTION), {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'order-service', namespace: 'ecotrack' },
      spec: {
        selector: { app: 'order-service' },
        ports: [
          { name: 'http', port: 8080 },
          { name: 'tcp-admin', port: 9000 },
        ],
      },
    });
    const plan = requireJwt.plan({ ...orders, ...token }, context);
    expect(plan.wanted[1].spec).toMatchObject({
      rules: [{ to: [{ operation: { ports: ['8080'] } }] }],
    });
    expect(plan.notes).toEqual([
      'Ports of order-service that do not carry HTTP stay as they are: 9000.',
    ]);
  });

  it.each([
    [{ jwksUri: 'http://id.example.com/keys' }, ['jwksUri']],
    [{ jwksUri: 'https://user:secret@id.example.com/keys' }, ['jwksUri']],
    [{ issuer: 'a b' }, ['issuer']],
    [{ claims: [{ name: 'a]b', values: ['x'] }] }, ['claims[0].name']],
    [{ extra: 1 }, ['extra']],
  ])('its schema refuses %j', (wrong, problems) => {
    expect(problemsOf(requireJwt, { ...orders, ...token, ...wrong })).toEqual(
      problems,
    );
  });

  it('refuses a data store, which carries no HTTP', () => {
    expect(
      refusalOf(() =>
        requireJwt.plan(
          { namespace: 'data', service: 'redis', ...token },
          environment(PRODUCTION),
        ),
      ),
    ).toContain('service: Service redis has no port that carries HTTP');
  });
});
