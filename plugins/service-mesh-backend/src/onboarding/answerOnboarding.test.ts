import { WITHOUT_TELEMETRY } from '../questions/__testUtils__/input';
import {
  application,
  deployment,
  peerAuthentication,
  pod,
  service,
} from '../questions/__testUtils__/manifests';
import { bothEnds, sample } from '../questions/__testUtils__/samples';
import { checklistOf, stepOf } from './__testUtils__/checklistOf';

const REFUSED = { responseCode: '403' } as const;

const allow = (...callers: string[]) => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  rules:
${callers
  .map(
    name =>
      `    - from: [{ source: { principals: [cluster.local/ns/shop/sa/${name}] } }]`,
  )
  .join('\n')}
`;

const NAMESPACE = (labels: string) => `
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { ${labels} } }
`;

const WEB = application('web') + application('cart') + application('batch');
const CLOSED = WEB + peerAuthentication('STRICT') + allow('cart');

describe('the checklist of a service', () => {
  it('is green by evidence alone', () => {
    const answer = checklistOf(CLOSED, {
      samples: bothEnds('cart', 'web', 5),
      rules: [
        {
          name: 'Failing',
          query:
            'sum(rate(istio_requests_total{destination_service_name="web"}[5m])) > 0',
        },
      ],
    });
    expect(answer).toMatchObject({
      state: 'onboarded',
      says: 'web is in the mesh: 9 checks green.',
    });
  });

  it('says first what failed, then what it waits for, then what is not known', () => {
    const says = (manifests: string, samples = bothEnds('cart', 'web', 5)) =>
      checklistOf(manifests, { samples }).says;
    expect(says(CLOSED, [sample('batch', 'web', 1)])).toBe(
      '7 of 9 steps are done for web. "Callers accepted" failed: batch was let in, though no policy allows it.',
    );
    expect(says(WEB + peerAuthentication('STRICT'))).toBe(
      '7 of 9 steps are done for web. It waits for "Callers named, others refused": Everybody in the mesh may call it.',
    );
    expect(checklistOf(service('web') + deployment('web')).says).toBe(
      'web is not in the mesh. Nobody has proposed to take it into the mesh.',
    );
  });

  it('is about nothing for a host outside the mesh', () => {
    const { steps, state } = checklistOf(`
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: web, namespace: shop }
spec: { hosts: [web], location: MESH_EXTERNAL, ports: [{ number: 80, name: http }], resolution: DNS }
`);
    expect({ steps, state }).toEqual({ steps: [], state: 'not-started' });
  });

  it('tells nothing of a cluster that does not answer', () => {
    const { state, steps } = checklistOf(CLOSED, {
      overrides: {
        kubernetes: {
          state: 'stale',
          since: new Date('2026-03-01T11:58:00Z'),
        },
      },
    });
    expect(state).toBe('unknown');
    expect(steps.find(({ id }) => id === 'encryption')?.says).toBe(
      'The cluster does not answer since 11:58 UTC. Before that: Port 80 takes connections with mutual TLS alone.',
    );
  });

  it('tells nothing of metrics without Prometheus', () => {
    const answer = checklistOf(CLOSED, {
      overrides: WITHOUT_TELEMETRY,
      readings: {
        certificates: { state: { state: 'unavailable', reason: 'None.' } },
        rules: { state: { state: 'unavailable', reason: 'None.' } },
      },
    });
    const unknown = answer.steps.filter(({ state }) => state === 'unknown');
    expect(unknown.map(({ id, says }) => [id, says])).toEqual([
      ['identity', 'None.'],
      ['encryption-observed', 'Prometheus does not answer since 10:30 UTC.'],
      ['access-observed', 'Prometheus does not answer since 10:30 UTC.'],
      ['traffic', 'Prometheus does not answer since 10:30 UTC.'],
      ['alerts', 'None.'],
    ]);
  });
});

describe('pods with a proxy', () => {
  const webhook = (name: string, labels: string) => `
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: ${name}, labels: { ${labels} } }
`;
  const podOf = (revision: string) =>
    pod('web-1', 'web', { labels: `istio.io/rev: '${revision}'` });
  const INJECTED =
    service('web') +
    deployment('web') +
    NAMESPACE('istio.io/rev: prod') +
    webhook('old', 'istio.io/rev: 1-26') +
    webhook('new', 'istio.io/rev: 1-27') +
    webhook('tag', 'istio.io/rev: 1-27, istio.io/tag: prod');

  it.each([
    [
      '1-27',
      'done',
      '1 of 1 pod of web is ready, all with a proxy of revision 1-27.',
    ],
    [
      '1-26',
      'waiting',
      '1 pod of web runs the proxy of revision 1-26, and the labels ask for 1-27: restart web.',
    ],
  ])('of revision %s are %s', (revision, state, says) => {
    expect(
      stepOf(checklistOf(INJECTED + podOf(revision)), 'proxies'),
    ).toMatchObject({ state, says });
  });

  it('are waited for where they have none, with the change that gives them one', () => {
    const manifests =
      service('web') +
      deployment('web') +
      pod('web-1', 'web', { hasProxy: false });
    const answer = checklistOf(manifests);
    expect(stepOf(answer, 'proxies')).toEqual({
      state: 'waiting',
      says: '1 pod of web has no proxy.',
      change: {
        template: 'injection',
        parameters: { namespace: 'shop', workload: 'web', state: 'enabled' },
      },
    });
    expect(stepOf(answer, 'proposed').change?.template).toBe('onboard-service');
    const labelled = checklistOf(
      manifests + NAMESPACE('istio-injection: enabled'),
    );
    expect(stepOf(labelled, 'proxies').says).toBe(
      '1 pod of web has no proxy, though the labels ask for one: restart web.',
    );
  });

  it('are not told from manifests without pods', () => {
    expect(
      stepOf(
        checklistOf(
          service('web') +
            deployment('web') +
            NAMESPACE('istio-injection: enabled'),
        ),
        'proxies',
      ),
    ).toMatchObject({ state: 'unknown', says: 'No pods of web are known.' });
  });
});

describe('identity', () => {
  it('says who shares it', () => {
    const shared =
      service('web') +
      deployment('web', { account: 'all' }) +
      pod('web-1', 'web', { account: 'all' }) +
      deployment('cart', { account: 'all' }) +
      pod('cart-1', 'cart', { account: 'all' });
    expect(stepOf(checklistOf(shared), 'identity')).toMatchObject({
      state: 'done',
      says: 'It proves to be all by a certificate that is valid for 60 min. cart shares it, so no policy can tell them apart.',
    });
  });

  it('has failed with a certificate that expired, and is unknown with none', () => {
    const at = (expiresAt: Date) => ({
      certificates: {
        value: [
          {
            kind: 'workload' as const,
            namespace: 'shop',
            pod: 'web-1',
            expiresAt,
          },
        ],
        state: { state: 'live' as const },
      },
    });
    const identity = (readings: object) =>
      stepOf(checklistOf(WEB, { readings }), 'identity');
    expect(identity(at(new Date('2026-03-01T11:00:00Z')))).toMatchObject({
      state: 'failed',
      says: 'The certificate of web expired at 11:00 UTC and was not renewed.',
    });
    expect(
      identity({ certificates: { value: [], state: { state: 'live' } } }),
    ).toMatchObject({
      state: 'unknown',
      says: expect.stringContaining('istio_agent_cert_expiry_seconds'),
    });
  });
});

describe('what callers meet', () => {
  it('waits for ports, encryption and callers that are not said', () => {
    const answer = checklistOf(
      application('web', '{ name: web, port: 80 }, { name: http, port: 81 }'),
      { samples: [sample('unknown', 'web', 2, { security: 'none' })] },
    );
    expect(stepOf(answer, 'ports').says).toBe(
      'Port 80 does not say its protocol: set appProtocol, or name it as in http-web.',
    );
    expect(stepOf(answer, 'encryption')).toMatchObject({
      state: 'waiting',
      says: 'Ports 80 and 81 take plaintext too.',
      change: { template: 'mtls-mode' },
    });
    expect(stepOf(answer, 'encryption-observed')).toMatchObject({
      state: 'waiting',
      says: '100 % of what came was plaintext: clients without identity (2 req/s).',
    });
    expect(stepOf(answer, 'access')).toMatchObject({
      state: 'waiting',
      says: 'Anybody may call it, also without an identity.',
      change: { template: 'allow-caller' },
    });
  });

  it('is closed to all, and then waits for no request', () => {
    const answer = checklistOf(WEB + peerAuthentication('STRICT') + allow());
    expect(stepOf(answer, 'access')).toMatchObject({
      state: 'done',
      says: 'Nobody may call it: what no policy allows is refused.',
    });
    expect(stepOf(answer, 'traffic')).toMatchObject({
      state: 'not-needed',
      says: 'Policies let nobody call it, so no request is waited for.',
    });
  });

  it.each([
    [
      'counts those apart whom policies refuse',
      [sample('cart', 'web', 5), sample('batch', 'web', 1, REFUSED)],
      'done',
      '5 req/s accepted from cart. 1 req/s from batch answered 403, as no policy lets them in.',
    ],
    [
      'does not guess who refused those who may call',
      [sample('cart', 'web', 5), sample('cart', 'web', 1, REFUSED)],
      'done',
      '5 req/s accepted from cart. 1 req/s from cart answered 403, by a policy or by the application, which the metrics do not tell.',
    ],
    [
      'has failed when all are refused',
      [sample('cart', 'web', 1, REFUSED)],
      'failed',
      'Every request is refused: 1 req/s from cart answered 403, by a policy or by the application, which the metrics do not tell.',
    ],
    [
      'has failed when somebody comes in whom policies refuse',
      [sample('cart', 'web', 5), sample('batch', 'web', 1)],
      'failed',
      'batch was let in, though no policy allows it.',
    ],
    ['waits for requests', [], 'waiting', 'No request in 15 min.'],
  ])('%s', (_, samples, state, says) => {
    expect(
      stepOf(checklistOf(CLOSED, { samples }), 'access-observed'),
    ).toMatchObject({ state, says });
  });

  it('has failed when most requests do', () => {
    const samples = [sample('cart', 'web', 5, { responseCode: '503' })];
    expect(stepOf(checklistOf(CLOSED, { samples }), 'traffic')).toMatchObject({
      state: 'failed',
      says: '100 % of 5 req/s fail.',
    });
  });
});
