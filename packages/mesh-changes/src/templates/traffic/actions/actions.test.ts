import { exampleContext } from '../../../__testUtils__/exampleContext';
import type { PlanContext } from '../../types';
import {
  ask,
  changedByCurrent,
  prove,
  shares,
  template,
  type Given,
} from '../__testUtils__/planned';

const CONTEXTS: Readonly<Record<string, PlanContext>> = {
  production: exampleContext('ecotrack/overlays/production'),
  staging: exampleContext('ecotrack/overlays/staging'),
  dev: exampleContext('ecotrack/overlays/dev'),
  tai: exampleContext('tai'),
  acgs2: exampleContext('acgs2'),
  maily: exampleContext('maily'),
};

const PAYMENT = { namespace: 'ecotrack', service: 'payment-service' };
const PRODUCTS = { namespace: 'ecotrack', service: 'product-service' };
const NOTES = { namespace: 'ecotrack', service: 'notification-service' };
const COORDINATOR = { namespace: 'tai-system', service: 'coordinator' };
const SCHEDULER = { namespace: 'tai-system', service: 'scheduler' };
const CORE = { namespace: 'acgs-system', service: 'constitutional-core' };
const GROQ = { namespace: 'acgs-system', service: 'api.groq.com' };
const AI = { namespace: 'maily-production', service: 'ai-service' };

type Request = { path?: string; headers?: Record<string, string> };

interface Case {
  id: string;
  mesh: string;
  target: { namespace: string; service: string };
  parameters: Given;
  request?: Request;
  /** What the engine answers then. */
  then: object;
}

const HEADERS = {
  request: { set: [{ name: 'x-team', value: 'a b' }], remove: ['x-debug'] },
  response: {
    add: [{ name: 'x-served-by', value: 'mesh' }],
    remove: ['server'],
  },
};

const CASES: Case[] = [
  {
    id: 'timeout',
    mesh: 'production',
    target: PAYMENT,
    parameters: { timeout: '6s' },
    then: { actions: { timeout: '6s', retries: { attempts: 1 } } },
  },
  {
    id: 'timeout',
    mesh: 'staging',
    target: NOTES,
    parameters: { timeout: '500ms' },
    then: { actions: { timeout: '500ms' } },
  },
  {
    id: 'timeout',
    mesh: 'dev',
    target: PRODUCTS,
    parameters: { timeout: '0s' },
    then: { actions: { timeout: '0s' } },
  },
  {
    id: 'timeout',
    mesh: 'tai',
    target: SCHEDULER,
    parameters: { timeout: '1.5s' },
    then: { actions: { timeout: '1.5s' } },
  },
  {
    id: 'timeout',
    mesh: 'acgs2',
    target: GROQ,
    parameters: { timeout: '20s' },
    then: { actions: { timeout: '20s' } },
  },
  {
    id: 'retries',
    mesh: 'production',
    target: PAYMENT,
    parameters: { attempts: 3, retryOn: ['connect-failure', '503'] },
    then: {
      actions: {
        timeout: '4s',
        retries: {
          attempts: 3,
          perTryTimeout: '2s',
          retryOn: 'connect-failure,503',
        },
      },
    },
  },
  {
    id: 'retries',
    mesh: 'acgs2',
    target: CORE,
    parameters: { attempts: 0 },
    then: { actions: { timeout: '5s', retries: { attempts: 0 } } },
  },
  {
    id: 'fault-injection',
    mesh: 'production',
    target: PAYMENT,
    parameters: {
      delay: { duration: '2s', percentage: 12.5 },
      abort: { httpStatus: 503, percentage: 1 },
    },
    then: {
      actions: {
        fault: {
          delay: { fixedDelay: '2s', percentage: { value: 12.5 } },
          abort: { httpStatus: 503, percentage: { value: 1 } },
        },
      },
    },
  },
  {
    id: 'fault-injection',
    mesh: 'tai',
    target: COORDINATOR,
    parameters: {
      abort: { grpcStatus: 'UNAVAILABLE', percentage: 100 },
      match: { kind: 'header', name: 'x-fault', value: 'on' },
    },
    request: { headers: { 'x-fault': 'on' } },
    then: {
      actions: {
        fault: {
          abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 100 } },
        },
      },
    },
  },
  {
    id: 'mirror',
    mesh: 'production',
    target: PAYMENT,
    parameters: { version: 'v2', percentage: 20 },
    then: {
      actions: {
        mirrors: [{ percentage: 20, destination: { subset: 'v2' } }],
      },
    },
  },
  {
    id: 'mirror',
    mesh: 'maily',
    target: AI,
    parameters: { version: 'v1' },
    then: {
      actions: {
        mirrors: [{ percentage: 100, destination: { subset: 'v1' } }],
      },
    },
  },
  {
    id: 'rewrite',
    mesh: 'production',
    target: PRODUCTS,
    parameters: {
      path: { kind: 'prefix', value: '/old/' },
      toPath: '/new/',
      toHost: 'products.internal',
    },
    request: { path: '/old/7' },
    then: {
      actions: {
        timeout: '3s',
        rewritten: { authority: 'products.internal', path: '/new/7' },
      },
    },
  },
  {
    id: 'rewrite',
    mesh: 'acgs2',
    target: CORE,
    parameters: { path: { kind: 'exact', value: '/v0' }, toPath: '/v1' },
    request: { path: '/v0' },
    then: { actions: { rewritten: { path: '/v1' } } },
  },
  {
    id: 'redirect',
    mesh: 'staging',
    target: PRODUCTS,
    parameters: {
      path: { kind: 'exact', value: '/old' },
      toPath: '/new',
      toHost: 'shop.example.com',
      scheme: 'https',
      status: 308,
    },
    request: { path: '/old' },
    then: {
      outcome: 'redirect',
      redirect: {
        uri: '/new',
        authority: 'shop.example.com',
        scheme: 'https',
        redirectCode: 308,
      },
    },
  },
  {
    id: 'redirect',
    mesh: 'maily',
    target: AI,
    parameters: { path: { kind: 'prefix', value: '/beta' }, toPath: '/' },
    request: { path: '/beta/x' },
    then: { outcome: 'redirect', redirect: { uri: '/', redirectCode: 301 } },
  },
  {
    id: 'request-headers',
    mesh: 'production',
    target: PAYMENT,
    parameters: HEADERS,
    then: {
      actions: {
        headers: {
          request: { set: { 'x-team': 'a b' }, remove: ['x-debug'] },
          response: { add: { 'x-served-by': 'mesh' }, remove: ['server'] },
        },
      },
    },
  },
  {
    id: 'request-headers',
    mesh: 'acgs2',
    target: CORE,
    parameters: HEADERS,
    then: {
      actions: {
        headers: {
          request: {
            set: { 'constitutional-hash': 'cdd01ef066bc6cf2', 'x-team': 'a b' },
            remove: ['x-debug'],
          },
        },
      },
    },
  },
];

describe('what rules do', () => {
  it.each(CASES)(
    '$id in $mesh',
    ({ id, mesh, target, parameters, request, then }) => {
      const context = CONTEXTS[mesh];
      const { namespace, service } = target;
      const plain = ask(context, namespace, service);
      expect(ask(context, namespace, service, request)).not.toMatchObject(then);
      const { next, problems, plan } = prove(
        id,
        { ...target, ...parameters },
        context,
      );
      expect(problems).toEqual([]);
      expect(plan.title).toContain(service);
      expect(ask(next, namespace, service, request)).toMatchObject(then);
      expect(shares(ask(next, namespace, service))).toEqual(shares(plain));
    },
  );

  it.each(CASES)(
    '$id in $mesh is read as it was asked for',
    ({ id, mesh, target, parameters }) => {
      const { next } = prove(id, { ...target, ...parameters }, CONTEXTS[mesh]);
      const { match, path } = parameters;
      const given = {
        ...target,
        ...(match !== undefined && { match }),
        ...(path !== undefined && { path }),
      };
      const read = changedByCurrent(id, given, next);
      expect(read.parameters).toMatchObject(
        id === 'request-headers' && mesh === 'acgs2'
          ? target
          : { ...target, ...parameters },
      );
      expect(read.changed).toEqual([]);
    },
  );

  it.each(
    CASES.filter(({ id }) =>
      ['fault-injection', 'mirror', 'rewrite', 'redirect'].includes(id),
    ),
  )('$id in $mesh is taken away', ({ id, mesh, target, parameters }) => {
    const context = CONTEXTS[mesh];
    const { next } = prove(id, { ...target, ...parameters }, context);
    const { match, path } = parameters;
    const { plan, problems } = prove(
      id,
      {
        ...target,
        ...(match !== undefined && { match }),
        ...(path !== undefined && { path }),
        remove: true,
      },
      next,
    );
    const [{ apiVersion, kind, metadata, spec }] = plan.wanted;
    expect(problems).toEqual([]);
    expect(spec).toEqual(
      context.mesh.get({ apiVersion, kind, ...metadata })?.spec,
    );
  });

  it('leaves the rules of some callers as they are, and says so', () => {
    const { next, plan } = prove(
      'timeout',
      { ...PAYMENT, timeout: '9s' },
      CONTEXTS.production,
    );
    const canary = { headers: { 'x-canary': 'true' } };
    expect(
      ask(next, 'ecotrack', 'payment-service', canary).actions?.timeout,
    ).toBe('4s');
    expect(plan.notes).toContain(
      'Other rules of VirtualService payment-service in ecotrack stay as they are: 0 (header x-canary true).',
    );
  });

  it('changes the one rule that is named', () => {
    const { next } = prove(
      'timeout',
      { ...PAYMENT, timeout: '9s', route: '0' },
      CONTEXTS.production,
    );
    const canary = { headers: { 'x-canary': 'true' } };
    expect(
      ask(next, 'ecotrack', 'payment-service', canary).actions?.timeout,
    ).toBe('9s');
    expect(ask(next, 'ecotrack', 'payment-service').actions?.timeout).toBe(
      '4s',
    );
  });

  it('creates the VirtualService of a service that has none', () => {
    const { plan } = prove(
      'timeout',
      { ...SCHEDULER, timeout: '2s' },
      CONTEXTS.tai,
    );
    expect(plan.wanted).toEqual([
      {
        apiVersion: 'networking.istio.io/v1beta1',
        kind: 'VirtualService',
        metadata: { name: 'scheduler', namespace: 'tai-system' },
        spec: {
          hosts: ['scheduler'],
          http: [
            {
              route: [{ destination: { host: 'scheduler' } }],
              timeout: '2s',
            },
          ],
        },
      },
    ]);
  });

  it('stops the change of a header', () => {
    const { plan } = prove(
      'request-headers',
      { ...CORE, request: { clear: ['Constitutional-Hash'] } },
      CONTEXTS.acgs2,
    );
    expect(plan.wanted[0].spec).not.toHaveProperty('http.0.headers');
  });

  it('knows that faults end', () => {
    expect(template('fault-injection').timeBoxed).toBe(true);
  });
});
