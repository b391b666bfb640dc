import { refOf, type Mesh } from '@ecotrack/mesh-engine';
import { isSame } from '../../values/values';
import {
  after,
  changedAnswers,
  changedBy,
  DEV,
  environment,
  faultsOf,
  PRODUCTION,
  STAGING,
  withObjects,
} from '../security/__testUtils__/planning';
import { ecotrack, governor, letIn, returns } from './__testUtils__/services';
import { onboardService } from './onboardService';
import type { OnboardParameters } from './types';

const kindsOf = (folder: string, parameters: OnboardParameters) =>
  changedBy(
    environment(folder),
    onboardService.plan(parameters, environment(folder)),
  );

const wireTo = (mesh: Mesh, namespace: string, name: string) =>
  mesh.connection(
    mesh.workload('ecotrack', 'returns-service-v1')!,
    mesh.service(namespace, name)!,
    mesh.service(namespace, name)!.ports[0].number,
  ).outcome;

describe('onboard-service', () => {
  it.each([
    [PRODUCTION, returns],
    [STAGING, returns],
    [DEV, returns],
    ['tai', governor],
  ])('takes a service that nobody prepared into %s', (folder, parameters) => {
    expect(faultsOf(onboardService, parameters, environment(folder))).toEqual(
      [],
    );
  });

  it.each([
    [PRODUCTION, false],
    [STAGING, false],
    [DEV, true],
  ])('plans what it lacks in %s', (folder, isPermissive) => {
    const changed = kindsOf(folder, returns);
    expect(changed).toEqual([
      'ServiceAccount returns-service',
      'Deployment returns-service-v1',
      'Service returns-service',
      'DestinationRule returns-service',
      'VirtualService returns-service',
      ...(isPermissive ? ['PeerAuthentication returns-service'] : []),
      'AuthorizationPolicy returns-service',
      'AuthorizationPolicy product-service',
      'AuthorizationPolicy notification-service',
      'AuthorizationPolicy postgresql-primary',
      'AuthorizationPolicy kafka',
      'AuthorizationPolicy egress',
      'ServiceEntry api-parcels-example-com',
      'DestinationRule api-parcels-example-com',
      'Gateway egress',
      'DestinationRule istio-egressgateway',
      'VirtualService api-parcels-example-com',
      'ServiceEntry status-parcels-example-com',
      'Sidecar returns-service',
      'Sidecar order-service',
      'PodDisruptionBudget returns-service',
      'HorizontalPodAutoscaler returns-service',
      'PrometheusRule ecotrack-returns-service',
    ]);
  });

  it.each([PRODUCTION, STAGING, DEV])(
    'lets in exactly the callers in %s, and is let in by what it calls, encrypted',
    folder => {
      const { mesh } = after(
        environment(folder),
        onboardService.plan(returns, environment(folder)),
      );
      expect(letIn(mesh, 'ecotrack', 'returns-service')).toEqual([
        'ambassador/ambassador',
        'ecotrack/order-service',
      ]);
      for (const [namespace, name] of [
        ['ecotrack', 'product-service'],
        ['ecotrack', 'notification-service'],
      ]) {
        expect(letIn(mesh, namespace, name)).toContain(
          'ecotrack/returns-service',
        );
        expect(wireTo(mesh, namespace, name)).toBe('mTLS');
      }
      expect(wireTo(mesh, 'data', 'postgresql-primary')).toBe('mTLS');
      expect(wireTo(mesh, 'data', 'kafka')).toBe('mTLS');
      expect(
        mesh.route({
          from: mesh.workload('ecotrack', 'returns-service-v1')!,
          host: 'api.parcels.example.com',
          port: 80,
          protocol: 'http',
          path: '/',
          method: 'GET',
        }).outcome,
      ).toBe('route');
    },
  );

  it.each(
    [PRODUCTION, STAGING, DEV].flatMap(folder =>
      ecotrack.map(parameters => [parameters.service, folder, parameters]),
    ) as [string, string, OnboardParameters][],
  )('%s of %s stays whole and keeps its rights', (_, folder, parameters) => {
    const context = environment(folder);
    const { service } = parameters;
    expect(faultsOf(onboardService, parameters, context)).toEqual([]);
    const plan = onboardService.plan(parameters, context);
    const changed = changedBy(context, plan);
    expect(
      changed.filter(
        each =>
          ![
            `Sidecar ${service}`,
            `PeerAuthentication ${service}`,
            `Telemetry ${service}`,
            `PrometheusRule ecotrack-${service}`,
          ].includes(each),
      ),
    ).toEqual([]);
    expect(letIn(after(context, plan).mesh, 'ecotrack', service)).toEqual(
      letIn(context.mesh, 'ecotrack', service),
    );
  });

  it.each([PRODUCTION, STAGING, DEV])(
    'changes no answer that is not about the service in %s',
    folder => {
      const context = environment(folder);
      const plan = onboardService.plan(returns, context);
      const changed = changedAnswers(context, plan);
      expect(changed.length).toBeGreaterThan(0);
      expect(
        changed.filter(each => !each.includes('ecotrack/returns-service')),
      ).toEqual([]);
    },
  );

  it('says whom a service account is shared with, and goes on', () => {
    const context = environment('acgs2');
    const parameters: OnboardParameters = {
      namespace: 'acgs-system',
      service: 'agent-services',
      tier: 'standard',
      runtime: 'node',
      ports: context.mesh
        .service('acgs-system', 'agent-services')!
        .ports.map(({ number, protocol }) => ({ number, protocol })),
    };
    expect(faultsOf(onboardService, parameters, context)).toEqual([]);
    expect(onboardService.plan(parameters, context).notes).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Service account acgs-system-sa is that of'),
      ]),
    );
  });

  it('makes a namespace with the label or the revision that the mesh uses', () => {
    const fresh = { ...returns, namespace: 'returns', createNamespace: true };
    const labelsIn = (context: ReturnType<typeof environment>) =>
      onboardService
        .plan(fresh, context)
        .wanted.find(({ kind }) => kind === 'Namespace')?.metadata.labels;
    const labelled = environment(PRODUCTION);
    expect(faultsOf(onboardService, fresh, labelled)).toEqual([]);
    expect(labelsIn(labelled)).toEqual({ 'istio-injection': 'enabled' });
    const revised = withObjects(
      labelled,
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: {
          name: 'istio-stable',
          labels: { 'istio.io/rev': 'stable' },
        },
        webhooks: [
          {
            name: 'rev.namespace.sidecar-injector.istio.io',
            namespaceSelector: { matchLabels: { 'istio.io/rev': 'stable' } },
          },
        ],
      },
      ...[...labelled.mesh.namespaces.values()].map(each => ({
        ...each,
        metadata: { ...each.metadata, labels: { 'istio.io/rev': 'stable' } },
      })),
    );
    expect(labelsIn(revised)).toEqual({ 'istio.io/rev': 'stable' });
  });

  it('turns injection on for what runs outside, and sees its pods as they will be', () => {
    const context = withObjects(environment(DEV), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: 'legacy-batch-1',
        namespace: 'legacy',
        labels: { app: 'legacy-batch', version: 'v1' },
      },
      spec: { containers: [{ name: 'app', image: 'batch' }] },
      status: { phase: 'Running' },
    });
    const plan = onboardService.plan(
      {
        namespace: 'legacy',
        service: 'legacy-batch',
        tier: 'internal',
        runtime: 'spring-boot',
        ports: [{ protocol: 'http', number: 8080 }],
        callers: [{ namespace: 'ecotrack', serviceAccount: 'order-service' }],
      },
      context,
    );
    expect(changedBy(context, plan)).toEqual(
      expect.arrayContaining(['Namespace legacy', 'Service legacy-batch']),
    );
    expect(plan.notes?.join(' ')).toContain('restart the workload');
  });

  it('logs every request of tier pci, and lets in by methods and paths', () => {
    const context = environment(PRODUCTION);
    const plan = onboardService.plan(
      {
        ...returns,
        tier: 'pci',
        callers: [
          {
            namespace: 'ecotrack',
            serviceAccount: 'order-service',
            methods: ['POST'],
            paths: ['/refunds'],
          },
        ],
      },
      context,
    );
    const specOf = (wanted: string) =>
      plan.wanted.find(
        ({ kind, metadata }) =>
          kind === wanted && metadata.name === 'returns-service',
      )?.spec;
    expect(specOf('PeerAuthentication')).toMatchObject({
      mtls: { mode: 'STRICT' },
    });
    expect(specOf('Telemetry')).toEqual({
      selector: { matchLabels: { app: 'returns-service' } },
      accessLogging: [{ providers: [{ name: 'loki' }] }],
    });
    expect(specOf('AuthorizationPolicy')).toMatchObject({
      rules: [
        { to: [{ operation: { methods: ['POST'], paths: ['/refunds'] } }] },
      ],
    });
  });

  it('leaves what only the cluster has, and says so', () => {
    const { mesh } = environment(PRODUCTION);
    const policy = mesh
      .objects('AuthorizationPolicy')
      .find(({ metadata }) => metadata.name === 'kafka')!;
    const declared = mesh.with({ removed: [refOf(policy)] });
    const plan = onboardService.plan(returns, { mesh, declared });
    expect(plan.wanted.some(each => isSame(refOf(each), refOf(policy)))).toBe(
      false,
    );
    expect(plan.notes?.join(' ')).toContain(
      'AuthorizationPolicy kafka in data is in the cluster and not among the files',
    );
  });
});
