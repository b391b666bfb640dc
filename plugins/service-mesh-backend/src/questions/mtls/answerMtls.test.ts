import type { TrafficSample } from '../../sources/telemetry/types';
import { inputOf, NOW, WITHOUT_TELEMETRY } from '../__testUtils__/input';
import {
  application,
  deployment,
  meshOf,
  peerAuthentication,
  pod,
  service,
} from '../__testUtils__/manifests';
import { destination, sample } from '../__testUtils__/samples';
import type { QuestionInput } from '../input';
import { answerMtls } from './answerMtls';

const PLAINTEXT = { security: 'none' } as const;
const TWO_PORTS = '{ name: http, port: 80 }, { name: http-admin, port: 81 }';
const SHOP =
  application('web', TWO_PORTS) +
  application('cart') +
  application('redis', '{ name: redis, port: 6379 }');

function ask(
  manifests: string,
  samples: readonly TrafficSample[] = [],
  overrides: Partial<QuestionInput> = {},
) {
  return answerMtls(inputOf(meshOf(manifests), samples, overrides), {
    certificates: [
      { kind: 'workload', namespace: 'shop', pod: 'web-1', expiresAt: NOW },
      {
        kind: 'root',
        namespace: 'istio-system',
        pod: 'istiod-1',
        expiresAt: NOW,
      },
    ],
  });
}

const rowOf = (answer: ReturnType<typeof ask>, name: string) =>
  answer.items.find(({ service: of }) => of === name)!;

describe('mTLS', () => {
  it.each<[string, string, TrafficSample[]]>([
    [
      'All 3 services refuse plaintext in test; none is seen called in plaintext now.',
      SHOP + peerAuthentication('STRICT'),
      [sample('web', 'cart', 5)],
    ],
    [
      '3 of 3 services accept plaintext in test; 1 is called in plaintext now (cart, 2.1 req/s from batch).',
      SHOP,
      [
        sample('batch', 'cart', 2.1, PLAINTEXT),
        sample('web', 'cart', 90),
        sample('unknown', 'cart', 1, PLAINTEXT),
      ],
    ],
    [
      '3 of 3 services accept plaintext in test; 2 are called in plaintext now (web, 3 req/s from clients without identity).',
      SHOP,
      [
        sample('batch', 'cart', 2, PLAINTEXT),
        sample('unknown', 'web', 3, PLAINTEXT),
      ],
    ],
    [
      '3 of 3 services accept plaintext in test; 1 is called in plaintext now (redis, 4.1k B/s from batch).',
      SHOP,
      [sample('batch', 'redis', 4096, { ...PLAINTEXT, protocol: 'tcp' })],
    ],
    [
      '3 of 3 services accept plaintext in test; none is seen called in plaintext now, of 1 with callers it is unknown.',
      SHOP,
      [sample('web', 'cart', 5, { reporter: 'source' })],
    ],
  ])('%s', (sentence, manifests, samples) => {
    expect(ask(manifests, samples).answer).toBe(sentence);
  });

  it('keeps what is configured of a port apart from what is observed of a service', () => {
    const answer = ask(
      `${SHOP}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: web, namespace: shop }
spec: { selector: { matchLabels: { app: web } }, mtls: { mode: STRICT }, portLevelMtls: { 81: { mode: DISABLE } } }
`,
      [sample('cart', 'web', 3), sample('unknown', 'web', 1, PLAINTEXT)],
    );
    const rows = answer.items.filter(({ service: of }) => of === 'web');
    expect(
      rows.map(({ port, configured }) => [port.number, configured.mode]),
    ).toEqual([
      [80, 'strict'],
      [81, 'plaintext'],
    ]);
    expect(rows[0].configured.because[0].object).toMatchObject({
      kind: 'PeerAuthentication',
      name: 'web',
    });
    for (const { observed } of rows) {
      expect(observed).toMatchObject({
        mtlsShare: 0.75,
        plaintextShare: 0.25,
        plaintextRate: 1,
        callers: [
          {
            name: 'clients without identity',
            encryption: 'plaintext',
            requestRate: 1,
            byteRate: null,
          },
          {
            name: 'cart',
            namespace: 'shop',
            encryption: 'mtls',
            requestRate: 3,
          },
        ],
      });
    }
    expect(answer.totals).toEqual({
      mtlsShare: 0.75,
      plaintextRate: 1,
      services: { strict: 0, permissive: 2, plaintext: 1, unknown: 0 },
    });
    expect(answer.namespaces).toEqual([
      { namespace: 'shop', strict: 0, permissive: 2, plaintext: 1, unknown: 0 },
    ]);
  });

  it('never adds bytes to requests', () => {
    const answer = ask(SHOP, [
      sample('web', 'cart', 1),
      sample('web', 'cart', 1e6, { ...PLAINTEXT, protocol: 'tcp' }),
      sample('web', 'redis', 1e6, { protocol: 'tcp' }),
    ]);
    expect(rowOf(answer, 'cart').observed).toMatchObject({
      mtlsShare: 1,
      plaintextRate: 0,
    });
    expect(rowOf(answer, 'redis').observed).toMatchObject({ mtlsShare: 1 });
    expect(answer.totals).toMatchObject({ mtlsShare: 1, plaintextRate: 0 });
  });

  it('says why something is not known', () => {
    const reason = (answer: ReturnType<typeof ask>, name: string) => {
      const { observed } = rowOf(answer, name);
      expect(observed).toMatchObject({
        mtlsShare: null,
        plaintextShare: null,
        plaintextRate: null,
      });
      return observed.reason;
    };
    const live = ask(SHOP, [sample('web', 'cart', 5, { reporter: 'source' })]);
    expect(reason(live, 'web')).toBe('no traffic in 15 min');
    expect(reason(live, 'cart')).toBe(
      'No proxy at the server counted these calls.',
    );
    const away = ask(SHOP, [], WITHOUT_TELEMETRY);
    expect(reason(away, 'cart')).toBe('Prometheus away since 10:30 UTC');
    expect(away.answer).toBe(
      '3 of 3 services accept plaintext in test; what is called in plaintext is unknown: Prometheus away since 10:30 UTC.',
    );
    const never = ask(SHOP, [], {
      traffic: undefined,
      telemetry: {
        state: 'unavailable',
        reason: 'No Prometheus is configured.',
      },
    });
    expect(never.answer).toMatch(/unknown: No Prometheus is configured\.$/);
  });

  it('shows identities, those that applications share, and where there is none', () => {
    const answer = ask(
      service('web') +
        deployment('web', { account: 'common' }) +
        pod('web-1', 'web', { account: 'common' }) +
        service('cart') +
        deployment('cart', { account: 'common' }) +
        pod('cart-1', 'cart', { account: 'common' }) +
        service('old') +
        deployment('old') +
        pod('old-1', 'old', { hasProxy: false }),
    );
    expect(rowOf(answer, 'web').identities).toEqual([
      {
        spiffe: 'spiffe://cluster.local/ns/shop/sa/common',
        workload: 'web',
        sharedWith: ['cart'],
        reason: undefined,
      },
    ]);
    expect(rowOf(answer, 'old')).toMatchObject({
      configured: { mode: 'plaintext' },
      sidecar: { state: 'none', injected: 0, pods: 1 },
      identities: [
        { spiffe: null, reason: 'It has no proxy, so no identity.' },
      ],
      certificate: {
        source: 'unknown',
        expiresAt: null,
        reason: 'No pod has a proxy, so there is no certificate.',
      },
    });
  });

  it('shows certificates by the source that tells, otherwise why not', () => {
    const answer = ask(
      `${SHOP}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: ca, namespace: shop }
status: { notAfter: '2026-06-01T00:00:00Z' }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: new, namespace: shop }
`,
    );
    expect(rowOf(answer, 'web').certificate).toEqual({
      subject: 'shop/web',
      source: 'agent',
      expiresAt: NOW.toISOString(),
    });
    expect(rowOf(answer, 'cart').certificate.reason).toBe(
      'No proxy reports istio_agent_cert_expiry_seconds.',
    );
    expect(answer.authorities).toEqual([
      {
        subject: 'root of the mesh',
        source: 'ca',
        expiresAt: NOW.toISOString(),
      },
      expect.objectContaining({
        expiresAt: null,
        reason: 'istiod reports no expiry.',
      }),
      {
        subject: 'Certificate ca in shop',
        source: 'cert-manager',
        expiresAt: '2026-06-01T00:00:00.000Z',
      },
      expect.objectContaining({
        expiresAt: null,
        reason: 'cert-manager has not issued it.',
      }),
    ]);
    const without = answerMtls(
      inputOf(meshOf(SHOP), [], WITHOUT_TELEMETRY),
      {},
    );
    expect(without.items[0].certificate.reason).toBe(
      'Prometheus away since 10:30 UTC.',
    );
  });

  it('does not count what clients outside the mesh send to an entry', () => {
    const answer = ask(
      SHOP +
        service('front') +
        deployment('front', { labels: 'app.kubernetes.io/component: gateway' }),
      [
        sample('unknown', destination('front'), 100, PLAINTEXT),
        sample('front', 'web', 1),
      ],
    );
    expect(answer.totals).toMatchObject({ mtlsShare: 1, plaintextRate: 0 });
    expect(answer.answer).toMatch(/^3 of 3 .*; none is seen called/);
  });
});
