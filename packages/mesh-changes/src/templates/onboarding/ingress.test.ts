import type { KubeObject } from '@ecotrack/mesh-engine';
import { at, list } from '../security/common/values';
import {
  after,
  environment,
  faultsOf,
  PRODUCTION,
  refusalOf,
  withObjects,
} from '../security/__testUtils__/planning';
import type { PlanContext } from '../types';
import { letIn, returns } from './__testUtils__/services';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const HOST = 'shop.ecotrack.example.com';
const outside: OnboardParameters = { ...returns, tier: 'external-facing' };

function planned(
  ingress: OnboardParameters['ingress'],
  context: PlanContext,
  more: Partial<OnboardParameters> = {},
) {
  const parameters = { ...outside, ingress, ...more };
  expect(faultsOf(onboardService, parameters, context)).toEqual([]);
  const plan = onboardService.plan(parameters, context);
  return {
    notes: plan.notes?.join('\n') ?? '',
    mesh: after(context, plan).mesh,
    object: (kind: string, name: string) =>
      plan.wanted.find(
        each => each.kind === kind && each.metadata.name === name,
      ),
  };
}

const prefixes = (route: KubeObject | undefined) =>
  list(at(route, 'spec', 'http')).map(
    rule =>
      `${at(rule, 'match', 0, 'uri', 'prefix')} ${at(
        rule,
        'route',
        0,
        'destination',
        'host',
      )}`,
  );

const api = (
  kind: string,
  metadata: KubeObject['metadata'],
  spec: Record<string, unknown>,
): KubeObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind,
  metadata,
  spec,
});

const gateway = (from: string) =>
  api(
    'Gateway',
    { name: 'front', namespace: 'istio-system' },
    {
      gatewayClassName: 'istio',
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname: '*.returns.example.com',
          tls: { certificateRefs: [{ name: 'returns' }] },
          allowedRoutes: { namespaces: { from } },
        },
      ],
    },
  );

const front: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'front-istio', namespace: 'istio-system' },
  spec: {
    selector: { matchLabels: { app: 'front' } },
    template: {
      metadata: {
        labels: {
          app: 'front',
          'gateway.networking.k8s.io/gateway-name': 'front',
        },
      },
      spec: {
        serviceAccountName: 'front-istio',
        containers: [{ name: 'istio-proxy', args: ['proxy', 'router'] }],
      },
    },
  },
};

describe('the way in from outside', () => {
  it('is a route beside those of the host, before the one for all others', () => {
    const { object, mesh } = planned(
      { host: HOST, paths: ['/returns', '/orders/returns'] },
      environment(PRODUCTION),
    );
    expect(prefixes(object('VirtualService', 'ecotrack-ingress'))).toEqual([
      '/orders/returns returns-service',
      '/orders order-service',
      '/users user-service',
      '/returns returns-service',
      'undefined product-service',
    ]);
    const [workload] =
      mesh.service('ecotrack', 'returns-service')?.workloads ?? [];
    const asks = (path: string) =>
      mesh.authorize({
        source: {
          mtls: true,
          principal:
            'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
        },
        destination: { workload, port: 8080 },
        protocol: 'http',
        http: { method: 'GET', path, headers: {} },
      }).decision;
    const [entry] = mesh.gateways.filter(({ hosts }) => hosts.includes(HOST));
    const accounts = entry?.workloads.map(
      ({ serviceAccount }) => serviceAccount,
    );
    expect(letIn(mesh, 'ecotrack', 'returns-service')).toEqual(
      expect.arrayContaining(
        (accounts ?? []).map(name => `istio-system/${name}`),
      ),
    );
    expect(asks('/admin')).toBe('deny');
  });

  it('is a VirtualService of its own where the host has none', () => {
    const { object } = planned(
      { host: 'shop.example.com' },
      withObjects(environment(PRODUCTION), {
        apiVersion: 'networking.istio.io/v1',
        kind: 'Gateway',
        metadata: { name: 'wide', namespace: 'istio-system' },
        spec: {
          selector: { istio: 'ingressgateway' },
          servers: [
            {
              port: { number: 80, name: 'http', protocol: 'HTTP' },
              hosts: ['other/*', 'ecotrack/*.example.com'],
            },
          ],
        },
      }),
    );
    expect(object('VirtualService', 'returns-service-ingress')?.spec).toEqual({
      hosts: ['shop.example.com'],
      gateways: ['istio-system/wide'],
      http: [
        {
          route: [
            {
              destination: { host: 'returns-service', port: { number: 8080 } },
            },
          ],
          timeout: '5s',
        },
      ],
    });
  });

  it('is an HTTPRoute at a gateway of the Gateway API', () => {
    const context = withObjects(environment(PRODUCTION), gateway('All'), front);
    const ingress = { host: 'api.returns.example.com', paths: ['/returns'] };
    const { object, mesh } = planned(ingress, context);
    expect(object('HTTPRoute', 'returns-service-ingress')?.spec).toEqual({
      parentRefs: [{ name: 'front', namespace: 'istio-system' }],
      hostnames: ['api.returns.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/returns' } }],
          backendRefs: [{ name: 'returns-service', port: 8080 }],
          timeouts: { request: '5s' },
        },
      ],
    });
    expect(
      JSON.stringify(object('AuthorizationPolicy', 'returns-service')),
    ).toContain('sa/front-istio"');
    const next = { mesh, declared: mesh };
    const wider = planned({ ...ingress, paths: ['/returns', '/labels'] }, next);
    expect(
      list(
        at(
          wider.object('HTTPRoute', 'returns-service-ingress'),
          'spec',
          'rules',
        ),
      ),
    ).toHaveLength(2);
    expect(
      refusalOf(() =>
        onboardService.plan({ ...outside, service: 'refunds', ingress }, next),
      ),
    ).toContain('ingress.paths: api.returns.example.com/returns is that of');
  });

  it.each([
    ['tai', 'tai-system', 'tai.example.com'],
    ['maily', 'maily-production', 'app.maily.example.com'],
    ['maily', 'maily-staging', 'staging.maily.example.com'],
    ['acgs2', 'acgs-system', 'acgs.local'],
  ])('is found in %s for %s', (folder, namespace, host) => {
    const { mesh, notes, object } = planned(
      { host, paths: ['/returns'] },
      environment(folder),
      {
        namespace,
        callers: [],
        dependencies: [],
        dataStores: [],
        externalApis: [],
      },
    );
    const [entry] = mesh.gateways.filter(({ hosts }) => hosts.includes(host));
    const policy = JSON.stringify(
      object('AuthorizationPolicy', 'returns-service'),
    );
    expect(
      entry.workloads.filter(
        each => !policy.includes(`/sa/${each.serviceAccount}"`),
      ),
    ).toEqual([]);
    expect(notes.includes('name it under callers')).toBe(
      entry.workloads.length === 0,
    );
  });

  it.each<[string, Partial<OnboardParameters>, string]>([
    [
      'another tier',
      { tier: 'standard', ingress: { host: HOST } },
      'ingress: Tier standard is not called from outside.',
    ],
    [
      'a host that no gateway takes',
      { ingress: { host: 'ambassador.example.com' } },
      `ingress.host: No gateway of this environment takes requests for ambassador.example.com and lets namespace ecotrack have them. There is: ${HOST}.`,
    ],
    [
      'a host that leaves by the egress gateway',
      { ingress: { host: 'api.payments.example.com' } },
      'ingress.host: No gateway',
    ],
    [
      "a path that is another's",
      { ingress: { host: HOST, paths: ['/users/'] } },
      `ingress.paths: ${HOST}/users leads to user-service already, by VirtualService ecotrack-ingress in ecotrack.`,
    ],
    [
      'every path where another has them',
      { ingress: { host: HOST } },
      `ingress.host: What no other route of ${HOST} takes leads to product-service already`,
    ],
    [
      'what carries no requests',
      {
        ingress: { host: HOST },
        runtime: 'tcp',
        ports: [{ protocol: 'tcp', number: 9000 }],
      },
      'ingress: No port of returns-service carries requests',
    ],
  ])('is refused for %s', (_, wrong, message) => {
    expect(
      refusalOf(() =>
        onboardService.plan({ ...outside, ...wrong }, environment(PRODUCTION)),
      ),
    ).toContain(message);
  });

  it('is refused where no gateway is known, or none lets the namespace in', () => {
    const { mesh } = environment(PRODUCTION);
    const gateways = mesh.gateways.map(({ ref }) => ref);
    const bare = mesh.with({ removed: gateways });
    const refused = (context: PlanContext) =>
      refusalOf(() =>
        onboardService.plan(
          {
            ...outside,
            externalApis: [],
            ingress: { host: 'a.returns.example.com' },
          },
          context,
        ),
      );
    expect(refused({ mesh: bare, declared: bare })).toContain(
      'ingress: This environment knows no gateway that takes requests from outside.',
    );
    expect(
      refused(withObjects(environment(PRODUCTION), gateway('Same'), front)),
    ).toContain('lets namespace ecotrack have them');
  });
});
