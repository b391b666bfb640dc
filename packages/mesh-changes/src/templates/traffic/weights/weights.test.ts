import { exampleContext } from '../../../__testUtils__/exampleContext';
import type { PlanContext } from '../../types';
import {
  ask,
  changedByCurrent,
  deployment,
  having,
  prove,
  shares,
  template,
} from '../__testUtils__/planned';

const PRODUCTION = exampleContext('ecotrack/overlays/production');
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
      name: 'none for a subset by name',
      context: TAI,
      id: 'canary-abort',
      parameters: { ...COORDINATOR, version: 'canary' },
      before: { 'coordinator-v1': 90, 'coordinator-v2': 10 },
      then: { 'coordinator-v1': 100 },
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
});
