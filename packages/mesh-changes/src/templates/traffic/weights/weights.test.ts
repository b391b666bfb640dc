import fc from 'fast-check';
import { exampleContext } from '../../../__testUtils__/exampleContext';
import type { PlanContext } from '../../types';
import {
  ask,
  changedByCurrent,
  deployment,
  having,
  prove,
  refusal,
  shares,
  template,
} from '../__testUtils__/planned';

const PRODUCTION = exampleContext('ecotrack/overlays/production');
const STAGING = exampleContext('ecotrack/overlays/staging');
const DEV = exampleContext('ecotrack/overlays/dev');
const TAI = exampleContext('tai');
const ACGS = exampleContext('acgs2');
const MAILY = exampleContext('maily');

const PAYMENT = { namespace: 'ecotrack', service: 'payment-service' };
const ORDERS = { namespace: 'ecotrack', service: 'order-service' };
const COORDINATOR = { namespace: 'tai-system', service: 'coordinator' };
const EMAIL = { namespace: 'maily-production', service: 'email-service' };
const CORE = { namespace: 'acgs-system', service: 'constitutional-core' };

const WITH_ORDERS_V2 = having(
  PRODUCTION,
  deployment('ecotrack', 'order-service', 'v2'),
);

function split(
  context: PlanContext,
  { namespace, service }: { namespace: string; service: string },
  headers?: Record<string, string>,
) {
  return shares(ask(context, namespace, service, { headers }));
}

describe('weights of versions', () => {
  it.each([
    {
      name: 'a canary of a service gets more',
      context: PRODUCTION,
      id: 'canary-step',
      parameters: { ...PAYMENT, version: 'v2', weight: 25 },
      before: { 'payment-service-v1': 90, 'payment-service-v2': 10 },
      then: { 'payment-service-v1': 75, 'payment-service-v2': 25 },
    },
    {
      name: 'it gets all',
      context: PRODUCTION,
      id: 'canary-promote',
      parameters: { ...PAYMENT, version: 'v2' },
      before: { 'payment-service-v1': 90, 'payment-service-v2': 10 },
      then: { 'payment-service-v2': 100 },
    },
    {
      name: 'it gets none',
      context: PRODUCTION,
      id: 'canary-abort',
      parameters: { ...PAYMENT, version: 'v2' },
      before: { 'payment-service-v1': 90, 'payment-service-v2': 10 },
      then: { 'payment-service-v1': 100 },
    },
    {
      name: 'both versions get half',
      context: PRODUCTION,
      id: 'traffic-weights',
      parameters: {
        ...PAYMENT,
        weights: [
          { version: 'v1', weight: 50 },
          { version: 'v2', weight: 50 },
        ],
      },
      before: { 'payment-service-v1': 90, 'payment-service-v2': 10 },
      then: { 'payment-service-v1': 50, 'payment-service-v2': 50 },
    },
    {
      name: 'a new version begins',
      context: WITH_ORDERS_V2,
      id: 'canary-start',
      parameters: { ...ORDERS, version: 'v2', weight: 5 },
      before: { 'order-service-v1': 100 },
      then: { 'order-service-v1': 95, 'order-service-v2': 5 },
    },
    {
      name: 'a new version takes over',
      context: WITH_ORDERS_V2,
      id: 'blue-green-switch',
      parameters: { ...ORDERS, version: 'v2' },
      before: { 'order-service-v1': 100 },
      then: { 'order-service-v2': 100 },
    },
    {
      name: 'subsets with names of their own, by the version of their pods',
      context: TAI,
      id: 'canary-step',
      parameters: { ...COORDINATOR, version: 'v2', weight: 50 },
      before: { 'coordinator-v1': 90, 'coordinator-v2': 10 },
      then: { 'coordinator-v1': 50, 'coordinator-v2': 50 },
    },
    {
      name: 'subsets with names of their own, by name',
      context: TAI,
      id: 'blue-green-switch',
      parameters: { ...COORDINATOR, version: 'canary' },
      before: { 'coordinator-v1': 90, 'coordinator-v2': 10 },
      then: { 'coordinator-v2': 100 },
    },
    {
      name: 'an older API version',
      context: MAILY,
      id: 'canary-promote',
      parameters: { ...EMAIL, version: 'v2' },
      before: { 'email-service-v1': 90, 'email-service-v2': 10 },
      then: { 'email-service-v2': 100 },
    },
    {
      name: 'a service without subsets',
      context: having(
        ACGS,
        deployment('acgs-system', 'constitutional-core', 'v2'),
      ),
      id: 'canary-start',
      parameters: { ...CORE, version: 'v2', weight: 10 },
      before: { 'constitutional-core+constitutional-core-v2': 100 },
      then: { 'constitutional-core': 90, 'constitutional-core-v2': 10 },
    },
    {
      name: 'a service without routes',
      context: having(TAI, deployment('tai-system', 'governor', 'v2')),
      id: 'canary-start',
      parameters: {
        namespace: 'tai-system',
        service: 'governor',
        version: 'v2',
        weight: 10,
      },
      before: { 'governor+governor-v2': 100 },
      then: { governor: 90, 'governor-v2': 10 },
    },
  ])('$name', ({ context, id, parameters, before, then }) => {
    expect(split(context, parameters)).toEqual(before);
    const { next, problems } = prove(id, parameters, context);
    expect(problems).toEqual([]);
    expect(split(next, parameters)).toEqual(then);
  });

  it('keeps all else of a VirtualService', () => {
    const { plan, next } = prove(
      'canary-step',
      { ...PAYMENT, version: 'v2', weight: 30 },
      PRODUCTION,
    );
    const routes = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      namespace: 'ecotrack',
      name: 'payment-service',
    };
    const before = JSON.stringify(PRODUCTION.mesh.get(routes));
    expect(JSON.stringify(next.mesh.get(routes))).toBe(
      before
        .replace('"weight":90', '"weight":70')
        .replace('"weight":10', '"weight":30'),
    );
    expect(split(next, PAYMENT, { 'x-canary': 'true' })).toEqual({
      'payment-service-v2': 100,
    });
    expect(plan.notes).toEqual([
      'Other rules of VirtualService payment-service in ecotrack stay as they are: 0 (header x-canary true).',
    ]);
  });

  it('adds the subset of a version by the label of its pods', () => {
    const { plan } = prove(
      'canary-start',
      { ...ORDERS, version: 'v2', weight: 5 },
      WITH_ORDERS_V2,
    );
    expect(plan.title).toBe('Start a canary of order-service: 5 % to v2');
    expect(plan.wanted.map(({ kind }) => kind)).toEqual([
      'VirtualService',
      'DestinationRule',
    ]);
    expect(plan.wanted[1].spec).toMatchObject({
      trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    });
    expect(plan.notes).toEqual([
      'Requests through a gateway follow VirtualService ecotrack-ingress in ecotrack, which stays as it is.',
    ]);
  });

  it('restores the former routing when a canary is aborted', () => {
    const before = ask(WITH_ORDERS_V2, 'ecotrack', 'order-service');
    const started = prove(
      'canary-start',
      { ...ORDERS, version: 'v2', weight: 5 },
      WITH_ORDERS_V2,
    );
    const aborted = prove(
      'canary-abort',
      { ...ORDERS, version: 'v2' },
      started.next,
    );
    const routes = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      namespace: 'ecotrack',
      name: 'order-service',
    };
    expect(aborted.next.mesh.get(routes)).toEqual(
      WITH_ORDERS_V2.mesh.get(routes),
    );
    const { because: _, ...now } = ask(
      aborted.next,
      'ecotrack',
      'order-service',
    );
    expect(before).toMatchObject(now);
  });

  it.each([
    ['traffic-weights', PAYMENT, PRODUCTION],
    ['canary-step', PAYMENT, PRODUCTION],
    ['traffic-weights', COORDINATOR, TAI],
    ['canary-step', COORDINATOR, TAI],
    ['canary-start', EMAIL, MAILY],
    ['traffic-weights', CORE, ACGS],
    ['blue-green-switch', ORDERS, PRODUCTION],
  ])('%s leaves what it reads', (id, target, context) => {
    const { parameters, changed } = changedByCurrent(id, target, context);
    expect(parameters).not.toEqual(target);
    expect(changed).toEqual([]);
  });

  it('reads the weights that are there', () => {
    expect(template('traffic-weights').current?.(PAYMENT, PRODUCTION)).toEqual({
      ...PAYMENT,
      weights: [
        { version: 'v1', weight: 90 },
        { version: 'v2', weight: 10 },
      ],
    });
    expect(template('canary-step').current?.(COORDINATOR, TAI)).toEqual({
      ...COORDINATOR,
      version: 'v2',
      weight: 10,
    });
  });

  it.each([
    {
      name: 'weights that do not sum to 100',
      id: 'traffic-weights',
      context: PRODUCTION,
      parameters: { ...PAYMENT, weights: [{ version: 'v1', weight: 90 }] },
      field: 'weights',
      message: 'The weights sum to 90. They must sum to 100.',
    },
    {
      name: 'a version twice',
      id: 'traffic-weights',
      context: TAI,
      parameters: {
        ...COORDINATOR,
        weights: [
          { version: 'v2', weight: 50 },
          { version: 'canary', weight: 50 },
        ],
      },
      field: 'weights[1].version',
      message: 'canary is in the list already. Name each version once.',
    },
    {
      name: 'a version that no pod carries',
      id: 'traffic-weights',
      context: PRODUCTION,
      parameters: {
        ...PAYMENT,
        weights: [
          { version: 'v1', weight: 50 },
          { version: 'v9', weight: 50 },
        ],
      },
      field: 'weights[1].version',
      message:
        'No pod of payment-service carries version v9. There are: v1, v2.',
    },
    {
      name: 'a canary that runs already',
      id: 'canary-start',
      context: PRODUCTION,
      parameters: { ...PAYMENT, version: 'v2', weight: 20 },
      field: 'version',
      message:
        'v2 takes 10 % of the requests already. Use canary-step to change it.',
    },
    {
      name: 'a canary that does not run',
      id: 'canary-step',
      context: WITH_ORDERS_V2,
      parameters: { ...ORDERS, version: 'v2', weight: 20 },
      field: 'version',
      message: 'v2 takes no requests yet. Use canary-start first.',
    },
    {
      name: 'a version without pods',
      id: 'blue-green-switch',
      context: having(
        PRODUCTION,
        deployment('ecotrack', 'order-service', 'v2', 0),
      ),
      parameters: { ...ORDERS, version: 'v2' },
      field: 'version',
      message:
        'Deployment order-service-v2 of version v2 asks for no pods, so nothing would answer. Give it replicas first.',
    },
    {
      name: 'a service of Flagger',
      id: 'traffic-weights',
      context: DEV,
      parameters: {
        namespace: 'ecotrack',
        service: 'user-service',
        weights: [{ version: 'v1', weight: 100 }],
      },
      field: 'service',
      message:
        'Flagger runs user-service: it writes its routes and traffic policy from Canary user-service in ecotrack and takes back what others change. Change the Canary instead.',
    },
    {
      name: 'weights of Argo Rollouts',
      id: 'traffic-weights',
      context: STAGING,
      parameters: {
        namespace: 'ecotrack',
        service: 'notification-service',
        weights: [{ version: 'v2', weight: 100 }],
      },
      field: 'service',
      message:
        'Argo Rollouts sets the weights of VirtualService notification-service in ecotrack from Rollout notification-service in ecotrack. Change the Rollout instead.',
    },
    {
      name: 'a service that does not exist',
      id: 'canary-abort',
      context: MAILY,
      parameters: { ...EMAIL, service: 'mail', version: 'v1' },
      field: 'service',
      message:
        'Namespace maily-production has no service mail. It has: ai-service, database, email-service, maily-backend.',
    },
    {
      name: 'a namespace without services',
      id: 'canary-abort',
      context: MAILY,
      parameters: { ...EMAIL, namespace: 'nowhere', version: 'v1' },
      field: 'namespace',
      message: 'Namespace nowhere has no services.',
    },
    {
      name: 'a database',
      id: 'canary-abort',
      context: PRODUCTION,
      parameters: { namespace: 'data', service: 'redis', version: 'v1' },
      field: 'service',
      message:
        'redis has no port that talks HTTP: 6379 is tcp. Proxies route connections there, not requests.',
    },
    {
      name: 'a rule that does not exist',
      id: 'canary-abort',
      context: PRODUCTION,
      parameters: { ...PAYMENT, version: 'v2', route: 'main' },
      field: 'route',
      message:
        'VirtualService payment-service in ecotrack has no rule main that sends requests on. Name one: 0 (header x-canary true), 1 (all requests).',
    },
  ])('refuses $name', ({ id, parameters, context, field, message }) => {
    expect(refusal(id, parameters, context)).toEqual({ field, message });
  });

  it('weights sum to 100 after any steps', () => {
    const weight = fc.integer({ min: 1, max: 99 });
    const step = fc.oneof(
      fc.record({
        id: fc.constant('canary-step'),
        version: fc.constantFrom('v2', 'v3'),
        weight,
      }),
      fc.record({
        id: fc.constant('canary-start'),
        version: fc.constantFrom('v2', 'v3'),
        weight,
      }),
      fc.record({
        id: fc.constantFrom('canary-promote', 'canary-abort'),
        version: fc.constantFrom('v1', 'v2', 'v3'),
      }),
    );
    const base = having(
      PRODUCTION,
      deployment('ecotrack', 'payment-service', 'v3'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), steps => {
        let context = base;
        for (const { id, ...parameters } of steps) {
          if (!refusal(id, { ...PAYMENT, ...parameters }, context)) {
            const { wanted } = template(id).plan(
              { ...PAYMENT, ...parameters },
              context,
            );
            context = having(context, ...wanted);
            const total = Object.values(split(context, PAYMENT)).reduce(
              (sum, share) => sum + share,
              0,
            );
            expect(total).toBe(100);
            expect(
              template('traffic-weights').current?.(PAYMENT, context),
            ).toHaveProperty('weights');
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
