import type { Series } from '../../sources/telemetry/types';
import { inputOf, NOW, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  peerAuthentication,
  pod,
  service,
} from '../__testUtils__/manifests';
import { sample } from '../__testUtils__/samples';
import type { FurtherReadings, QuestionInput } from '../input';
import { answerOverview } from './answerOverview';

const SHOP = application('web') + application('cart');
const MINUTE = 60_000;

/** A series of one value a minute, the last at noon. */
const series = (host: string, values: (number | null)[]): Series => ({
  labels: { host: `${host}.shop.svc.cluster.local` },
  points: values.map((value, index) => ({
    at: new Date(NOW.getTime() - (values.length - 1 - index) * MINUTE),
    value,
  })),
});

function ask(
  manifests: string,
  samples: Parameters<typeof inputOf>[1] = [],
  readings: FurtherReadings = {},
  overrides: Partial<QuestionInput> = {},
) {
  return answerOverview(
    inputOf(meshOf(manifests), samples, overrides),
    readings,
    [],
  );
}

const failing = [
  sample('web', 'cart', 90),
  sample('web', 'cart', 10, { responseCode: '503' }),
];

describe('overview', () => {
  it('says that nothing needs anybody, and what that is based on', () => {
    const { answer, problems, services } = ask(
      SHOP + peerAuthentication('STRICT'),
      [sample('web', 'cart', 5)],
    );
    expect(answer).toBe(
      'Nothing needs you: 2 services, 100 % of requests encrypted.',
    );
    expect(problems).toEqual([]);
    expect(services).toMatchObject({ total: 2, ok: 1, idle: 1 });
    expect(ask(SHOP, [], {}, WITHOUT_TELEMETRY).answer).toBe(
      'Nothing is wrong in the configuration of 2 services; traffic is unknown: Prometheus away since 10:30 UTC.',
    );
    expect(
      ask(
        '',
        [],
        {},
        {
          kubernetes: { state: 'unavailable', reason: 'The cluster is away.' },
        },
      ).answer,
    ).toBe('Nothing is known of the cluster: The cluster is away.');
  });

  it('tells since when a service fails, and what is usual for it', () => {
    const requests = [100, 100, 100, 100, 100];
    const { answer, problems } = ask(SHOP, failing, {
      series: {
        requests: [series('cart', requests)],
        errors: [series('cart', [0.2, 0.2, 0.2, 10, 10])],
      },
    });
    expect(problems[0]).toMatchObject({
      severity: 'critical',
      kind: 'failing-service',
      title: 'cart',
      detail: 'errors 10 % (usually 0.2 %)',
      since: new Date(NOW.getTime() - MINUTE).toISOString(),
    });
    expect(answer).toBe(
      '1 thing needs you: cart, errors 10 % (usually 0.2 %) since 11:59 UTC.',
    );
    const always = ask(SHOP, failing, {
      series: {
        requests: [series('cart', requests)],
        errors: [series('cart', [10, 10, 10, 10, 10])],
      },
    });
    expect(always.problems[0]).toMatchObject({ detail: 'errors 10 %' });
    expect(always.problems[0].since).toBeUndefined();
  });

  it('puts the worst first, and of the same severity what users meet first', () => {
    const { problems, findings } = ask(
      `${SHOP}${application('old')}${service('bare')}${deployment('bare')}${pod(
        'bare-1',
        'bare',
        { hasProxy: false },
      )}
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart }, weigth: 1 }] }] }
---
apiVersion: networking.istio.io/v1
kind: Nonsense
metadata: { name: x }
`,
      [
        ...failing,
        sample('web', 'old', 98),
        sample('web', 'old', 2, { responseCode: '500' }),
        sample('unknown', 'web', 2, { security: 'none' }),
      ],
      {
        certificates: [
          {
            kind: 'workload',
            namespace: 'shop',
            pod: 'web-1',
            expiresAt: new Date(NOW.getTime() + 30 * MINUTE),
          },
        ],
      },
    );
    expect(
      problems.map(
        ({ severity, kind, title }) => `${severity} ${kind} ${title}`,
      ),
    ).toEqual([
      'critical failing-service cart',
      'warning failing-service old',
      'warning certificate web',
      'warning plaintext web',
      'warning sidecar bare',
      'warning finding x',
      'warning finding Configuration',
    ]);
    expect(problems.at(-1)!.detail).toMatch(
      /^1 error: VirtualService cart in shop: .*weigth/,
    );
    expect(findings.error).toBe(2);
    for (const { because } of problems) {
      expect(because.length).toBeGreaterThan(0);
    }
  });

  it('tells what was created in a day and what the portal saw change, newest first', () => {
    const at = (hours: number) => new Date(NOW.getTime() - hours * 60 * MINUTE);
    const route = (name: string, hours: number) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop, creationTimestamp: '${at(
      hours,
    ).toISOString()}' }
spec: { hosts: [${name}], http: [{ route: [{ destination: { host: ${name} } }] }] }
`;
    const { changes } = answerOverview(
      inputOf(meshOf(SHOP + route('web', 30) + route('cart', 3))),
      {},
      [],
      [
        {
          at: at(1),
          action: 'removed',
          object: { apiVersion: 'v1', kind: 'Deployment', name: 'gone' },
          generation: 4,
          says: 'It was removed.',
        },
      ],
    );
    expect(
      changes.map(({ action, object }) => `${action} ${object.name}`),
    ).toEqual(['removed gone', 'created cart']);
  });

  it('links an alert to the service that its labels name', () => {
    const { alerts } = ask(SHOP, [], {
      alerts: [
        {
          name: 'HighErrors',
          severity: 'critical',
          labels: {
            destination_service_name: 'cart',
            destination_service_namespace: 'shop',
          },
        },
        { name: 'DiskFull', severity: 'warning', labels: { node: 'a' } },
      ],
    });
    expect(alerts).toMatchObject([
      { name: 'HighErrors', service: 'shop/cart' },
      { name: 'DiskFull' },
    ]);
    expect(alerts[1].service).toBeUndefined();
  });
});
