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
} from '../../security/__testUtils__/planning';
import type { PlanContext } from '../../types';
import { externalService } from './externalService';
import type { ExternalParameters } from './types';

const HOST = 'api.ship.example.com';
const order = { namespace: 'ecotrack', serviceAccount: 'order-service' };
const ship: ExternalParameters = {
  namespace: 'ecotrack',
  hosts: [HOST],
  name: 'ship-api',
  ports: [{ number: 80, protocol: 'HTTP', targetPort: 443 }],
  tls: 'originate',
};
const passthrough: ExternalParameters = {
  ...ship,
  ports: [{ number: 443, protocol: 'TLS' }],
  tls: 'passthrough',
};
const groq: ExternalParameters = {
  namespace: 'acgs-system',
  hosts: ['api.groq.com'],
  ports: [{ number: 80, protocol: 'HTTP', targetPort: 443 }],
  tls: 'originate',
};

const SERVICES = [
  'order-service',
  'payment-service',
  'user-service',
  'product-service',
  'notification-service',
];

/** A caller that knows every service. */
const unlimited = (mesh: Mesh) => mesh.workload('ambassador', 'ambassador')!;

/** Where requests of services to each other and to hosts outside go. */
const routesOf = ({ mesh }: PlanContext) =>
  mesh.workloads
    .filter(({ namespace }) => namespace === 'ecotrack')
    .flatMap(from =>
      [
        ...SERVICES.map((host): [string, number] => [host, 8080]),
        ...['api.payments.example.com', 'api.notify.example.com'].map(
          (host): [string, number] => [host, 80],
        ),
      ].map(([host, port]) => {
        const { outcome, destinations } = mesh.route({
          from,
          host,
          port,
          protocol: 'http',
          path: '/',
          method: 'GET',
        });
        return [from.name, host, outcome, JSON.stringify(destinations)];
      }),
    );

const callOf = (
  mesh: Mesh,
  host: string,
  port: number,
  protocol: 'http' | 'tls',
  from = mesh.workload('ecotrack', 'order-service-v1')!,
) =>
  mesh.route({
    from,
    host,
    port,
    ...(protocol === 'tls'
      ? { protocol: 'tcp', tls: true, sni: host }
      : { protocol, path: '/', method: 'GET' }),
  });

describe('external-service', () => {
  it.each<[string, ExternalParameters]>([
    [PRODUCTION, ship],
    [
      STAGING,
      { ...ship, name: undefined, egressGateway: true, callers: [order] },
    ],
    [DEV, { ...passthrough, egressGateway: true }],
    [
      PRODUCTION,
      { ...passthrough, hosts: ['*.ship.example.com'], resolution: 'NONE' },
    ],
    [
      PRODUCTION,
      {
        ...ship,
        hosts: [HOST, 'b.example.com'],
        name: undefined,
        egressGateway: true,
        callers: [order],
      },
    ],
    [
      'tai',
      {
        ...ship,
        namespace: 'tai-system',
        ports: [
          { number: 5432, protocol: 'TCP' },
          { number: 5433, protocol: 'TCP' },
        ],
        tls: 'none',
        resolution: 'STATIC',
        addresses: ['10.1.2.3', '2001:db8::1'],
      },
    ],
    ['maily', { ...ship, namespace: 'maily-production' }],
    ['acgs2', { ...groq, hosts: ['api.groq.com', 'eu.groq.com'] }],
  ])('keeps %s whole with %j', (folder, parameters) => {
    const given = JSON.parse(JSON.stringify(parameters));
    expect(faultsOf(externalService, given, environment(folder))).toEqual([]);
  });

  it('makes a host reachable and encrypts at the proxy', () => {
    const context = environment(PRODUCTION);
    const plan = externalService.plan({ ...ship, callers: [order] }, context);
    expect(changedBy(context, plan)).toEqual([
      'ServiceEntry ship-api',
      'DestinationRule ship-api',
      'Sidecar order-service',
    ]);
    const next = after(context, plan);
    expect(callOf(context.mesh, HOST, 80, 'http').outcome).not.toBe('route');
    expect(callOf(next.mesh, HOST, 80, 'http')).toMatchObject({
      outcome: 'route',
      destinations: [{ host: HOST }],
    });
    expect(
      next.mesh.connection(
        next.mesh.workload('ecotrack', 'order-service-v1')!,
        next.mesh.serviceByHost(HOST)!,
        80,
      ).outcome,
    ).toBe('TLS');
    expect(routesOf(next)).toEqual(routesOf(context));
  });

  it('leads through the egress gateway, for the callers alone', () => {
    const context = environment(PRODUCTION);
    const plan = externalService.plan(
      { ...ship, egressGateway: true, callers: [order] },
      context,
    );
    expect(changedBy(context, plan)).toEqual([
      'ServiceEntry ship-api',
      'DestinationRule ship-api',
      'Gateway egress',
      'DestinationRule istio-egressgateway',
      'VirtualService ship-api',
      'AuthorizationPolicy egress',
      'Sidecar order-service',
    ]);
    const next = after(context, plan);
    const gateway = next.mesh.workload('istio-system', 'istio-egressgateway')!;
    expect(callOf(next.mesh, HOST, 80, 'http').destinations).toMatchObject([
      { subset: 'ship-api', port: 443 },
    ]);
    expect(
      next.mesh.route({
        from: {
          kind: 'gateway',
          namespace: 'istio-system',
          labels: gateway.labels,
        },
        host: HOST,
        sni: HOST,
        port: 8443,
        protocol: 'http',
        tls: true,
        path: '/',
        method: 'GET',
      }),
    ).toMatchObject({
      outcome: 'route',
      destinations: [{ host: HOST, port: 80 }],
    });
    const decide = (account: string, host: string) =>
      next.mesh.authorize({
        source: {
          mtls: true,
          principal: `cluster.local/ns/ecotrack/sa/${account}`,
        },
        destination: { workload: gateway, port: 8443 },
        protocol: 'http',
        http: { host, method: 'GET', path: '/' },
      }).decision;
    expect([
      decide('order-service', HOST),
      decide('user-service', HOST),
      decide('order-service', 'api.payments.example.com'),
      decide('payment-service', 'api.payments.example.com'),
    ]).toEqual(['allow', 'deny', 'deny', 'allow']);
    expect(routesOf(next)).toEqual(routesOf(context));
  });

  it('says when the egress gateway lets nobody through', () => {
    const plan = externalService.plan(
      { ...ship, egressGateway: true },
      environment(PRODUCTION),
    );
    expect(plan.notes?.[0]).toBe(
      `AuthorizationPolicy egress lets nobody through to ${HOST}. Name callers.`,
    );
  });

  it('says whose proxies do not know a host that is for nobody by name', () => {
    const context = environment(PRODUCTION);
    const plan = externalService.plan(ship, context);
    expect(changedBy(context, plan)).toEqual([
      'ServiceEntry ship-api',
      'DestinationRule ship-api',
    ]);
    expect(plan.notes?.join(' ')).toContain(
      `${HOST} is missing from Sidecar notification-service in ecotrack, `,
    );
    const { mesh } = after(context, plan);
    expect(callOf(mesh, HOST, 80, 'http').outcome).not.toBe('route');
    expect(callOf(mesh, HOST, 80, 'http', unlimited(mesh)).outcome).toBe(
      'route',
    );
  });

  it('passes TLS of the application through the egress gateway', () => {
    const context = environment(PRODUCTION);
    const plan = externalService.plan(
      { ...passthrough, egressGateway: true },
      context,
    );
    const next = after(context, plan);
    expect(
      callOf(next.mesh, HOST, 443, 'tls', unlimited(next.mesh)).destinations,
    ).toMatchObject([{ subset: 'ship-api', port: 443 }]);
    const gateway = next.mesh.workload('istio-system', 'istio-egressgateway')!;
    expect(
      next.mesh.route({
        from: {
          kind: 'gateway',
          namespace: 'istio-system',
          labels: gateway.labels,
        },
        host: HOST,
        sni: HOST,
        port: 8443,
        protocol: 'tcp',
        tls: true,
      }),
    ).toMatchObject({
      outcome: 'route',
      destinations: [{ host: HOST, port: 443 }],
    });
    expect(plan.notes?.[0]).toContain('cannot see who calls');
    expect(routesOf(next)).toEqual(routesOf(context));
  });

  it('makes the objects of the egress gateway where there are none', () => {
    const { mesh } = environment(PRODUCTION);
    const names = [
      'egress',
      'istio-egressgateway',
      'payment-api',
      'notification-api',
    ];
    const bare = mesh.with({
      removed: mesh.all
        .filter(({ apiVersion }) => apiVersion.includes('istio.io'))
        .filter(({ metadata }) => names.includes(metadata.name))
        .map(({ apiVersion, kind, metadata: { namespace, name } }) => ({
          apiVersion,
          kind,
          namespace,
          name,
        })),
    });
    const context = { mesh: bare, declared: bare };
    const parameters = { ...ship, egressGateway: true };
    expect(faultsOf(externalService, parameters, context)).toEqual([]);
    const { mesh: next } = after(
      context,
      externalService.plan(parameters, context),
    );
    expect(
      callOf(next, HOST, 80, 'http', unlimited(next)).destinations,
    ).toMatchObject([{ subset: 'ship-api' }]);
    expect(
      refusalOf(() =>
        externalService.plan({ ...parameters, callers: [order] }, context),
      ),
    ).toContain(
      'callers: The egress gateway istio-egressgateway has no policy',
    );
  });

  it.each([
    [
      PRODUCTION,
      { namespace: 'istio-system', hosts: ['api.payments.example.com'] },
    ],
    [DEV, { namespace: 'istio-system', hosts: ['api.notify.example.com'] }],
    ['acgs2', { namespace: 'acgs-system', hosts: ['api.openai.com'] }],
  ])('changes nothing with what is there now: %s %j', (folder, given) => {
    const context = environment(folder);
    const found = { ...ship, ...externalService.current?.(given, context) };
    expect(found).toMatchObject({
      ...given,
      tls: 'originate',
      resolution: 'DNS',
    });
    expect(found.egressGateway).toBe(folder !== 'acgs2');
    const plan = externalService.plan(found, context);
    expect(changedBy(context, plan)).toEqual([]);
    expect(problemsOf(externalService, found)).toEqual([]);
  });

  it('changes nothing with a host that was passed through the egress gateway', () => {
    const context = environment(PRODUCTION);
    const asked = { ...passthrough, egressGateway: true };
    const done = after(context, externalService.plan(asked, context));
    const found = externalService.current?.(
      { namespace: 'ecotrack', hosts: [HOST] },
      done,
    );
    expect(found).toMatchObject({ tls: 'passthrough', egressGateway: true });
    expect(
      changedBy(done, externalService.plan({ ...asked, ...found }, done)),
    ).toEqual([]);
  });

  it('keeps the hosts and ports that are there', () => {
    const plan = externalService.plan(
      {
        ...ship,
        namespace: 'istio-system',
        hosts: ['api.payments.example.com', 'eu.payments.example.com'],
        ports: [{ number: 8080, protocol: 'HTTP' }],
        egressGateway: true,
      },
      environment(PRODUCTION),
    );
    expect(plan.wanted[0]).toMatchObject({
      metadata: { name: 'payment-api' },
      spec: {
        hosts: ['api.payments.example.com', 'eu.payments.example.com'],
        ports: [
          { number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 },
          {
            number: 8080,
            name: 'http-8080',
            protocol: 'HTTP',
            targetPort: 443,
          },
        ],
      },
    });
  });

  it('refuses another port where a route names none', () => {
    expect(
      refusalOf(() =>
        externalService.plan(
          { ...groq, ports: [{ number: 8080, protocol: 'HTTP' }] },
          environment('acgs2'),
        ),
      ),
    ).toBe(
      'ports: VirtualService groqcloud in acgs-system leads to api.groq.com without a port, which holds only as long as the host has one. Name the port there first, or keep to port 80.',
    );
  });
});
