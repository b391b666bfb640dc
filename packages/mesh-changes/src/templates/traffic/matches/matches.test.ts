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
  type Given,
} from '../__testUtils__/planned';

const PRODUCTION = having(
  exampleContext('ecotrack/overlays/production'),
  deployment('ecotrack', 'order-service', 'v2'),
);
const STAGING = exampleContext('ecotrack/overlays/staging');
const TAI = exampleContext('tai');
const MAILY = exampleContext('maily');

const PAYMENT = { namespace: 'ecotrack', service: 'payment-service' };
const ORDERS = { namespace: 'ecotrack', service: 'order-service' };
const COORDINATOR = { namespace: 'tai-system', service: 'coordinator' };
const EMAIL = { namespace: 'maily-production', service: 'email-service' };

const header = (name: string, value?: string) => ({
  kind: 'header',
  name,
  ...(value !== undefined && { value }),
});

interface Sent {
  name: string;
  context: PlanContext;
  target: { namespace: string; service: string };
  match: Given;
  hit: Record<string, string>;
  missed: Record<string, string>;
  there: Record<string, number>;
  elsewhere: Record<string, number>;
}

describe('header-match', () => {
  it.each<Sent>([
    {
      name: 'a header',
      context: PRODUCTION,
      target: ORDERS,
      match: header('X-Beta', 'yes'),
      hit: { 'x-beta': 'yes' },
      missed: { 'x-beta': 'no' },
      there: { 'order-service-v2': 100 },
      elsewhere: { 'order-service-v1': 100 },
    },
    {
      name: 'a header with any value',
      context: PRODUCTION,
      target: ORDERS,
      match: header('x-beta'),
      hit: { 'x-beta': 'what you will' },
      missed: {},
      there: { 'order-service-v2': 100 },
      elsewhere: { 'order-service-v1': 100 },
    },
    {
      name: 'a cookie among others',
      context: PRODUCTION,
      target: ORDERS,
      match: { kind: 'cookie', name: 'group', value: 'beta.1' },
      hit: { cookie: 'a=b; group=beta.1; c=d' },
      missed: { cookie: 'a=b; group=beta11; c=d' },
      there: { 'order-service-v2': 100 },
      elsewhere: { 'order-service-v1': 100 },
    },
    {
      name: 'a header of a service with weights',
      context: MAILY,
      target: EMAIL,
      match: header('x-tester', 'true'),
      hit: { 'x-tester': 'true' },
      missed: {},
      there: { 'email-service-v2': 100 },
      elsewhere: { 'email-service-v1': 90, 'email-service-v2': 10 },
    },
  ])(
    'sends $name to a version',
    ({ context, target, match, hit, missed, there, elsewhere }) => {
      const { next, problems } = prove(
        'header-match',
        { ...target, match, version: 'v2' },
        context,
      );
      const { namespace, service } = target;
      expect(problems).toEqual([]);
      expect(shares(ask(next, namespace, service, { headers: hit }))).toEqual(
        there,
      );
      expect(
        shares(ask(next, namespace, service, { headers: missed })),
      ).toEqual(elsewhere);
      const removed = prove(
        'header-match',
        { ...target, match, remove: true },
        next,
      );
      expect(
        shares(ask(removed.next, namespace, service, { headers: hit })),
      ).toEqual(elsewhere);
      expect(removed.plan.wanted[0].spec).toEqual(
        context.mesh.get({
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          namespace,
          name: removed.plan.wanted[0].metadata.name,
        })?.spec,
      );
    },
  );

  it('copies what the default rule does and stands above it', () => {
    const { plan } = prove(
      'header-match',
      { ...PAYMENT, match: header('x-beta', 'yes'), version: 'v2' },
      PRODUCTION,
    );
    expect(plan.wanted[0].spec).toHaveProperty('http', [
      expect.objectContaining({
        match: [{ headers: { 'x-canary': { exact: 'true' } } }],
      }),
      {
        match: [{ headers: { 'x-beta': { exact: 'yes' } } }],
        route: [{ destination: { host: 'payment-service', subset: 'v2' } }],
        timeout: '4s',
        retries: {
          attempts: 1,
          perTryTimeout: '2s',
          retryOn: 'connect-failure,refused-stream',
        },
      },
      expect.not.objectContaining({ match: expect.anything() }),
    ]);
  });

  it('changes the version of a rule that is there', () => {
    const { plan, problems } = prove(
      'header-match',
      {
        ...COORDINATOR,
        match: header('user-agent', 'canary-tester'),
        version: 'v1',
      },
      TAI,
    );
    expect(problems).toEqual([]);
    expect(plan.wanted[0].spec).toHaveProperty('http.length', 2);
    expect(plan.wanted[0].spec).toHaveProperty('http.0.route', [
      { destination: { host: 'coordinator', subset: 'stable' } },
    ]);
  });

  it.each([
    [PAYMENT, PRODUCTION, header('x-canary', 'true')],
    [COORDINATOR, TAI, header('user-agent', 'canary-tester')],
  ])('reads what is there: %o', (target, context, match) => {
    const { parameters, changed } = changedByCurrent(
      'header-match',
      target,
      context,
    );
    expect(parameters).toEqual({ ...target, match, version: 'v2' });
    expect(changed).toEqual([]);
  });

  it('reads a cookie as it was written', () => {
    const match = { kind: 'cookie', name: 'group', value: 'a.b+c' };
    const { next } = prove(
      'header-match',
      { ...ORDERS, match, version: 'v2' },
      PRODUCTION,
    );
    expect(template('header-match').current?.(ORDERS, next)).toEqual({
      ...ORDERS,
      match,
      version: 'v2',
    });
  });

  it('refuses a rule beside the one of a Rollout', () => {
    expect(
      refusal(
        'header-match',
        {
          namespace: 'ecotrack',
          service: 'notification-service',
          match: header('x-beta'),
          version: 'v2',
        },
        STAGING,
      ),
    ).toEqual({
      field: 'service',
      message:
        'Rollout notification-service in ecotrack sets the weights of VirtualService notification-service in ecotrack, and a rule beside its own would keep those of today. Change the Rollout instead.',
    });
  });

  it('refuses a version that no pod carries', () => {
    expect(
      refusal(
        'header-match',
        { ...PAYMENT, match: header('x-beta'), version: 'v7' },
        PRODUCTION,
      ),
    ).toEqual({
      field: 'version',
      message:
        'No pod of payment-service carries version v7. There are: v1, v2.',
    });
    expect(
      refusal(
        'header-match',
        { ...PAYMENT, match: header('x-beta') },
        PRODUCTION,
      ),
    ).toEqual({
      field: 'version',
      message: 'Name the version that takes these requests.',
    });
  });
});
