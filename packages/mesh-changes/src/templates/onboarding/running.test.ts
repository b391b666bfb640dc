import { Mesh, type KubeObject } from '@ecotrack/mesh-engine';
import { at } from '../security/common/values';
import {
  after,
  changedAnswers,
  environment,
  faultsOf,
  refusalOf,
} from '../security/__testUtils__/planning';
import type { PlanContext } from '../types';
import { shop, WEB, type Shop } from './__testUtils__/shop';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const REWRITE = 'sidecar.istio.io/rewriteAppHTTPProbers';
const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';

function planned(given: Partial<OnboardParameters>, context: PlanContext) {
  const parameters = { ...WEB, ...given };
  expect(faultsOf(onboardService, parameters, context)).toEqual([]);
  const plan = onboardService.plan(parameters, context);
  const template = at(
    after(context, plan).mesh.get({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: parameters.namespace,
      name: parameters.workload ?? parameters.service,
    }),
    'spec',
    'template',
  );
  return {
    plan,
    notes: plan.notes?.join('\n') ?? '',
    spec: at(template, 'spec'),
    container: at(template, 'spec', 'containers', 0),
    annotations: at(template, 'metadata', 'annotations'),
    isTouched: plan.wanted.some(({ kind }) => kind === 'Deployment'),
  };
}

const http = (path: string, port: number) => ({ httpGet: { path, port } });

describe('probes of what runs already', () => {
  it.each<[string, Partial<OnboardParameters>, Shop, object]>([
    ['node', {}, {}, http('/health/ready', 8080)],
    ['go', { runtime: 'go' }, {}, http('/readyz', 8080)],
    [
      'what answers elsewhere',
      { probes: { readiness: '/ok', liveness: '/alive' } },
      {},
      http('/ok', 8080),
    ],
    [
      'an actuator at a port that is declared',
      { runtime: 'spring-boot' },
      {
        container: {
          ports: [
            { containerPort: 8080 },
            { name: 'management', containerPort: 9000 },
          ],
        },
      },
      http('/actuator/health/readiness', 9000),
    ],
    [
      'an actuator at a port that a variable tells',
      { runtime: 'spring-boot' },
      {
        container: { env: [{ name: 'MANAGEMENT_SERVER_PORT', value: '9001' }] },
      },
      http('/actuator/health/readiness', 9001),
    ],
    [
      'an actuator at the port of the service',
      { runtime: 'spring-boot', managementPort: 8080 },
      {},
      http('/actuator/health/readiness', 8080),
    ],
  ])('are planned for %s', (_, given, more, readinessProbe) => {
    const { container, notes } = planned(given, shop(more));
    expect(container).toMatchObject({ readinessProbe });
    expect(at(container, 'livenessProbe')).toBeDefined();
    expect(notes).toContain('or its new pods are never ready');
  });

  it('are those of gRPC where the service speaks it', () => {
    const context = environment('tai');
    const { notes } = onboardService.plan(
      {
        namespace: 'tai-system',
        service: 'scheduler',
        tier: 'internal',
        runtime: 'go',
        ports: [{ protocol: 'grpc', number: 50051 }],
      },
      context,
    );
    expect(notes?.join()).toContain(
      'it has to answer health checks of gRPC at port 50051',
    );
  });

  it('ask whether a data store takes connections', () => {
    const tcp = {
      runtime: 'tcp',
      ports: [{ protocol: 'tcp', number: 80, targetPort: 8080 }],
    } as const;
    const context = shop();
    const open = context.mesh.with({
      upserted: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'web', namespace: 'shop' },
          spec: {
            selector: { app: 'web' },
            ports: [{ name: 'tcp', port: 80, targetPort: 8080 }],
          },
        },
      ],
    });
    const { container } = planned(
      { ...tcp, ports: [...tcp.ports] },
      { mesh: open, declared: open },
    );
    expect(container).toMatchObject({
      readinessProbe: { tcpSocket: { port: 8080 } },
    });
  });

  it.each<[string, Partial<OnboardParameters>, Shop, string]>([
    [
      'where nothing tells the port of the actuator',
      { runtime: 'spring-boot' },
      {},
      'Name it as managementPort.',
    ],
    [
      'where nothing tells which container serves',
      {},
      { containers: [{ name: 'a' }, { name: 'b' }] },
      'which of its containers serves: a, b.',
    ],
  ])('are not guessed %s', (_, given, more, note) => {
    const { isTouched, notes } = planned(given, shop(more));
    expect(isTouched).toBe(false);
    expect(notes).toContain(note);
  });

  it('stay as they are, and need no port left out where the mesh rewrites them', () => {
    const container = { readinessProbe: http('/ready', 8081) };
    const { isTouched } = planned({}, shop({ container }));
    expect(isTouched).toBe(false);
  });
});

describe('ports that are asked without a certificate', () => {
  const container = {
    ports: [{ containerPort: 8080 }, { containerPort: 8081 }],
    readinessProbe: http('/actuator/health/readiness', 8081),
  };
  const spring = { runtime: 'spring-boot' } as const;

  it('are left out where mTLS alone would break the probes, with the reason', () => {
    const { annotations, notes } = planned(
      spring,
      shop({ container, annotations: { [REWRITE]: 'false' } }),
    );
    expect(annotations).toEqual({ [REWRITE]: 'false', [EXCLUDE]: '8081' });
    expect(notes).toMatch(
      /Port 8081 of web is left out of the mesh: the kubelet asks its probes there without a certificate, as .* is "false"/,
    );
  });

  it('are left out beside those that are already', () => {
    const { annotations } = planned(
      spring,
      shop({
        container,
        annotations: {
          'prometheus.io/scrape': 'true',
          'prometheus.io/port': '8081',
          'prometheus.istio.io/merge-metrics': 'false',
          [EXCLUDE]: '9999',
        },
      }),
    );
    expect(annotations).toMatchObject({ [EXCLUDE]: '9999,8081' });
  });

  it.each<[string, Shop]>([
    ['the probes are rewritten', { container }],
    [
      'they are left out already',
      { container, annotations: { [REWRITE]: 'false', [EXCLUDE]: '8081' } },
    ],
    [
      'metrics are merged by the proxy',
      {
        container,
        annotations: {
          'prometheus.io/scrape': 'true',
          'prometheus.io/port': '8081',
        },
      },
    ],
  ])('stay in where %s', (_, more) => {
    expect(planned(spring, shop(more)).isTouched).toBe(false);
  });

  it('stay in where callers use them, and a note says so', () => {
    const { isTouched, notes } = planned(
      {},
      shop({
        container: { readinessProbe: http('/', 8080) },
        annotations: { [REWRITE]: 'false' },
      }),
    );
    expect(isTouched).toBe(false);
    expect(notes).toContain('callers use the port too');
  });
});

describe('a service account of its own', () => {
  const policy = (name: string, rules: unknown[], action = 'ALLOW') => ({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace: 'shop' },
    spec: { selector: { matchLabels: { app: 'cart' } }, action, rules },
  });
  const OLD = 'cluster.local/ns/shop/sa/default';
  const NEW = 'cluster.local/ns/shop/sa/web';
  const own = { ownServiceAccount: true };
  const probed = { readinessProbe: http('/', 8080) };

  it('is off by default, and a note names it', () => {
    const { isTouched, notes } = planned({}, shop({ container: probed }));
    expect(isTouched).toBe(false);
    expect(notes).toContain('with ownServiceAccount');
  });

  it('stands beside the old one wherever that is named', () => {
    const context = shop({
      container: probed,
      more: [
        policy('by-principal', [
          { from: [{ source: { principals: ['other/ns/x/sa/y', OLD] } }] },
        ]),
        policy('by-account', [
          {
            from: [
              { source: { serviceAccounts: ['default', 'shop/default'] } },
            ],
          },
        ]),
        policy(
          'but',
          [{ from: [{ source: { notPrincipals: [OLD] } }] }],
          'DENY',
        ),
        policy('when', [
          { when: [{ key: 'source.principal', values: [OLD] }] },
        ]),
        policy('wide', [
          { from: [{ source: { principals: ['*/sa/default'] } }] },
        ]),
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          metadata: { name: 'pinned', namespace: 'shop' },
          spec: {
            host: 'web',
            trafficPolicy: {
              tls: {
                mode: 'ISTIO_MUTUAL',
                subjectAltNames: [`spiffe://${OLD}`],
              },
            },
          },
        },
      ],
    });
    const { plan, spec, notes } = planned(own, context);
    expect(spec).toMatchObject({ serviceAccountName: 'web' });
    const rules = (name: string) =>
      at(
        plan.wanted.find(({ metadata }) => metadata.name === name),
        'spec',
        'rules',
        0,
      );
    expect(rules('by-principal')).toEqual({
      from: [{ source: { principals: ['other/ns/x/sa/y', OLD, NEW] } }],
    });
    expect(rules('by-account')).toEqual({
      from: [
        {
          source: {
            serviceAccounts: ['default', 'shop/default', 'web', 'shop/web'],
          },
        },
      ],
    });
    expect(rules('but')).toEqual({
      from: [{ source: { notPrincipals: [OLD, NEW] } }],
    });
    expect(rules('when')).toEqual({
      when: [{ key: 'source.principal', values: [OLD, NEW] }],
    });
    expect(notes).toContain('AuthorizationPolicy by-principal in shop');
    expect(notes).toContain(
      'stay as they are; bring them in line: DestinationRule pinned in shop',
    );
    expect(notes).toContain('web runs as service account web from now on');
  });

  it('changes no answer about others where one is shared by many', () => {
    const context = environment('acgs2');
    const parameters: OnboardParameters = {
      namespace: 'acgs-system',
      service: 'agent-services',
      tier: 'standard',
      runtime: 'node',
      ownServiceAccount: true,
      ports: context.mesh
        .service('acgs-system', 'agent-services')!
        .ports.map(({ number, protocol }) => ({ number, protocol })),
    };
    expect(faultsOf(onboardService, parameters, context)).toEqual([]);
    const plan = onboardService.plan(parameters, context);
    const { mesh } = after(context, plan);
    expect(
      mesh
        .service('acgs-system', 'agent-services')
        ?.workloads.map(({ serviceAccount }) => serviceAccount),
    ).toEqual(['agent-services']);
    expect(
      changedAnswers(context, plan).filter(
        answer => !answer.includes('acgs-system/agent-services:'),
      ),
    ).toEqual([]);
  });

  it('is not that of another, and not for what is elsewhere', () => {
    const taken: KubeObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'old-web', namespace: 'shop' },
      spec: {
        selector: { matchLabels: { app: 'old' } },
        template: {
          metadata: { labels: { app: 'old' } },
          spec: { serviceAccountName: 'web', containers: [{ name: 'a' }] },
        },
      },
    };
    expect(
      refusalOf(() =>
        onboardService.plan({ ...WEB, ...own }, shop({ more: [taken] })),
      ),
    ).toBe(
      'ownServiceAccount: Service account web is that of old-web already. Give that another first, or leave this off.',
    );
    const { mesh } = shop({ container: probed });
    const { notes, wanted } = onboardService.plan(
      { ...WEB, ...own },
      { mesh, declared: Mesh.from([]) },
    );
    expect(notes?.join()).toContain('so web keeps its service account');
    expect(wanted.some(({ kind }) => kind === 'Deployment')).toBe(false);
  });
});
