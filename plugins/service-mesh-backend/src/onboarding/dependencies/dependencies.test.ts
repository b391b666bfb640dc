import type { ChangeRecord } from '../../changes/types';
import {
  application,
  peerAuthentication,
} from '../../questions/__testUtils__/manifests';
import { checklistOf, stepOf } from '../__testUtils__/checklistOf';

const WEB = application('web') + application('cart') + application('batch');

describe('dependencies', () => {
  const dependsOn = (name: string, target: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    relations: [
      { type: 'dependsOn', targetRef: `component:default/${target}` },
    ],
  });
  const entities = new Map([
    ['shop/web', { ref: 'component:default/web' }],
    ['shop/cart', { ref: 'component:default/cart' }],
  ]);
  const ask = (manifests: string) =>
    stepOf(
      checklistOf(manifests, {
        entities: [dependsOn('web', 'cart'), dependsOn('cart', 'bank')],
        overrides: { entities },
      }),
      'dependencies',
    );
  const closed = `${WEB}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: cart, namespace: shop }
spec: { selector: { matchLabels: { app: cart } } }
`;
  const scope = `
---
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: web, namespace: shop }
spec:
  workloadSelector: { labels: { app: web } }
  egress: [{ hosts: [istio-system/*] }]
  outboundTrafficPolicy: { mode: REGISTRY_ONLY }
`;

  it('of the catalog let it in, refuse it, or are out of sight', () => {
    expect(ask(WEB)).toMatchObject({
      state: 'done',
      says: 'cart lets it in.',
    });
    expect(ask(closed)).toEqual({
      state: 'waiting',
      says: 'Refused by cart.',
      change: {
        template: 'allow-caller',
        parameters: {
          namespace: 'shop',
          service: 'cart',
          callers: [{ namespace: 'shop', serviceAccount: 'web' }],
        },
      },
    });
    expect(ask(WEB + scope)).toMatchObject({
      state: 'waiting',
      says: 'Its proxy does not know the way to cart.',
    });
  });

  it('do not let in what fails by mTLS', () => {
    const disabled = `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: cart, namespace: shop }
spec: { host: cart, trafficPolicy: { tls: { mode: DISABLE } } }
`;
    expect(ask(WEB + disabled).state).toBe('done');
    expect(ask(WEB + disabled + peerAuthentication('STRICT'))).toMatchObject({
      state: 'waiting',
      says: 'The connection fails: its mTLS does not fit that of cart.',
    });
  });

  it('that several services are need one of them', () => {
    const both = new Map([
      ...entities,
      ['shop/batch', { ref: 'component:default/cart' }],
    ]);
    const of = (manifests: string) =>
      stepOf(
        checklistOf(manifests, {
          entities: [dependsOn('web', 'cart')],
          overrides: { entities: both },
        }),
        'dependencies',
      );
    expect(of(closed)).toMatchObject({
      state: 'done',
      says: 'batch lets it in.',
    });
    expect(of(closed + scope)).toMatchObject({ state: 'waiting' });
  });

  it('of a change are looked for where it names them', () => {
    const change = {
      id: 'c1',
      template: 'onboard-service',
      title: 'Onboard web in shop',
      state: 'live',
      reached: { proposed: { at: '2026-03-01T11:00:00Z' } },
      objects: [],
      checks: [],
      reviews: [],
      parameters: {
        dependencies: [{ namespace: 'shop', service: 'cart', port: 80 }],
        dataStores: [{ kind: 'kafka', namespace: 'data', port: 9092 }],
      },
    } as unknown as ChangeRecord;
    expect(
      stepOf(checklistOf(WEB, { changes: [change] }), 'dependencies'),
    ).toMatchObject({ state: 'waiting', says: 'Nothing here is kafka.' });
  });

  it('are unknown without the catalog', () => {
    const overrides = { catalog: { state: 'unavailable' as const } };
    expect(stepOf(checklistOf(WEB, { overrides }), 'dependencies').state).toBe(
      'unknown',
    );
  });
});
