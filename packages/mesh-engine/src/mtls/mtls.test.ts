import * as fc from 'fast-check';
import { meshOf } from '../__testUtils__/meshOf';
import type { Mesh } from '../mesh/Mesh';

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { istio-injection: enabled } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: http }, { name: raw, port: 90, targetPort: 9090 }] }
`;

const pod = (name: string, containers: string[], more = '') => `
---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: { app: web }
  ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, controller: true }]
  ${more}
spec: { containers: [${containers.map(c => `{ name: ${c} }`).join(', ')}] }
status: { phase: Running, conditions: [{ type: Ready, status: 'True' }] }
`;

const policy = (
  namespace: string,
  spec: string,
  name = 'default',
  created = '2026-01-01T00:00:00Z',
) => `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${namespace}, creationTimestamp: '${created}' }
spec: ${spec}
`;

function web(mesh: Mesh) {
  const workload = mesh.workload('shop', 'web');
  if (!workload) {
    throw new Error('the workload is not there');
  }
  return workload;
}

function ask(text: string, port?: number) {
  const mesh = meshOf(SHOP + text);
  const { mode, effective, because } = mesh.mtls(web(mesh), port);
  return {
    mode,
    effective,
    objects: because
      .flatMap(({ object }) => object ?? [])
      .map(o => `${o.namespace}/${o.name}`),
    says: because.map(({ says }) => says).join(' '),
    because,
  };
}

const STRICT = '{ mtls: { mode: STRICT } }';
const SELECTED = '{ selector: { matchLabels: { app: web } }';
const SIDECAR = pod('web-1', ['main', 'istio-proxy']);

describe('Mesh.mtls', () => {
  it('is PERMISSIVE where no policy applies, and says so', () => {
    const answer = ask(SIDECAR);
    expect(answer).toMatchObject({
      mode: 'PERMISSIVE',
      effective: 'permissive',
    });
    expect(answer.says).toContain('No PeerAuthentication applies');
  });

  it('inherits from mesh to namespace to workload, naming each policy in order with its place', () => {
    const answer = ask(
      SIDECAR +
        policy('istio-system', STRICT) +
        policy('shop', '{ mtls: { mode: UNSET } }') +
        policy('shop', `${SELECTED}, mtls: { mode: PERMISSIVE } }`, 'web'),
    );
    expect(answer).toMatchObject({
      mode: 'PERMISSIVE',
      effective: 'permissive',
      objects: ['istio-system/default', 'shop/default', 'shop/web'],
    });
    expect(answer.because[0].origin).toMatchObject({
      file: 'mesh.yaml',
      column: 17,
    });
  });

  it('takes the oldest of several policies of one level, and the name where they are as old', () => {
    const older = policy('shop', STRICT, 'z', '2025-01-01T00:00:00Z');
    const newer = policy('shop', '{ mtls: { mode: DISABLE } }', 'a');
    expect(ask(SIDECAR + newer + older).objects).toEqual(['shop/z']);
    const twin = policy('shop', STRICT, 'b');
    expect(ask(SIDECAR + twin + newer).objects).toEqual(['shop/a']);
  });

  it('has modes of ports in policies of workloads only, by the port of the pod', () => {
    const ports =
      'portLevelMtls: { 8080: { mode: DISABLE }, 9090: { mode: UNSET } }';
    const own = policy(
      'shop',
      `${SELECTED}, mtls: { mode: STRICT }, ${ports} }`,
    );
    expect(ask(SIDECAR + own).mode).toBe('STRICT');
    expect(ask(SIDECAR + own, 8080)).toMatchObject({
      mode: 'DISABLE',
      effective: 'plaintext',
    });
    expect(ask(SIDECAR + own, 9090).mode).toBe('STRICT');
    expect(ask(SIDECAR + own, 7070).mode).toBe('STRICT');
    const ofNamespace = policy('shop', `{ mtls: { mode: STRICT }, ${ports} }`);
    expect(ask(SIDECAR + ofNamespace, 8080).mode).toBe('STRICT');
  });

  it('ignores policies of the root namespace with a selector, and takes an empty selector for none', () => {
    expect(
      ask(
        SIDECAR +
          policy('istio-system', `${SELECTED}, mtls: { mode: STRICT } }`),
      ).mode,
    ).toBe('PERMISSIVE');
    expect(
      ask(
        SIDECAR +
          policy('istio-system', '{ selector: {}, mtls: { mode: STRICT } }'),
      ).mode,
    ).toBe('STRICT');
    expect(
      ask(
        SIDECAR +
          policy(
            'istio-system',
            '{ selector: { matchLabels: {} }, mtls: { mode: STRICT } }',
          ),
      ).mode,
    ).toBe('STRICT');
  });

  it('takes a selector that is broken for one that selects nothing, never for none', () => {
    expect(
      ask(
        SIDECAR +
          policy(
            'shop',
            '{ selector: { matchLabels: { app: [web] } }, mtls: { mode: STRICT } }',
          ),
      ).mode,
    ).toBe('PERMISSIVE');
  });

  it('reads the root namespace from the mesh configuration', () => {
    const config = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "rootNamespace: mesh-policies\\ntrustDomain: example.org" }
`;
    const text = SIDECAR + policy('mesh-policies', STRICT);
    expect(ask(text).mode).toBe('PERMISSIVE');
    expect(ask(text + config).mode).toBe('STRICT');
    expect(web(meshOf(SHOP + config)).spiffe).toBe(
      'spiffe://example.org/ns/shop/sa/default',
    );
  });

  it.each([
    ['no pods known', '', 'strict', 'No pods are known'],
    ['a proxy in every pod', SIDECAR, 'strict', 'STRICT'],
    ['no proxy', pod('web-1', ['main']), 'plaintext', 'no proxy'],
    [
      'a proxy in some',
      SIDECAR + pod('web-2', ['main']),
      'permissive',
      '1 of 2 pods have no proxy',
    ],
    [
      'ambient',
      pod(
        'web-1',
        ['main'],
        'annotations: { ambient.istio.io/redirection: enabled }',
      ),
      'strict',
      'HBONE',
    ],
  ])('tells what callers meet: %s', (_, pods, effective, says) => {
    const answer = ask(pods + policy('shop', STRICT));
    expect(answer).toMatchObject({ mode: 'STRICT', effective });
    expect(answer.says).toContain(says);
  });

  it('does not honour DISABLE in ambient', () => {
    const answer = ask(
      pod(
        'web-1',
        ['main'],
        'annotations: { ambient.istio.io/redirection: enabled }',
      ) + policy('shop', '{ mtls: { mode: DISABLE } }'),
    );
    expect(answer).toMatchObject({ mode: 'DISABLE', effective: 'permissive' });
    expect(answer.says).toContain('does not honour DISABLE');
  });

  it('asks the Gateways what a gateway wants of its callers', () => {
    const gateway = (mode: string) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: shop }
spec: { template: { metadata: { labels: { istio: edge } }, spec: { containers: [{ name: istio-proxy, args: [proxy, router] }] } } }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { selector: { istio: edge }, servers: [{ port: { number: 443 }, hosts: ['*'], tls: { mode: ${mode} } }] }
`;
    const effective = (mode: string) => {
      const mesh = meshOf(SHOP + gateway(mode) + policy('shop', STRICT));
      const edge = mesh.workload('shop', 'edge');
      return edge && mesh.mtls(edge).effective;
    };
    expect(effective('ISTIO_MUTUAL')).toBe('strict');
    expect(effective('SIMPLE')).toBe('unknown');
  });
});

describe('Mesh.mtlsOfService', () => {
  const second = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web-2, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web, version: v2, sidecar.istio.io/inject: 'false' } }
    spec: { containers: [{ name: main, ports: [{ name: http, containerPort: 8081 }] }] }
`;

  function askService(text: string, port: number) {
    const mesh = meshOf(SHOP + text);
    const service = mesh.service('shop', 'web');
    if (!service) {
      throw new Error('the service is not there');
    }
    return mesh.mtlsOfService(
      service,
      service.ports.find(({ number }) => number === port),
    );
  }

  it('follows the port of the service to that of the pod, by number and by name', () => {
    const text = policy(
      'shop',
      `${SELECTED}, mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: DISABLE } } }`,
    );
    expect(askService(SIDECAR + text, 80).mode).toBe('DISABLE');
    expect(askService(SIDECAR + text, 90).mode).toBe('STRICT');
  });

  it('is the weakest over the workloads, and names it', () => {
    const answer = askService(SIDECAR + second + policy('shop', STRICT), 80);
    expect(answer.effective).toBe('plaintext');
    expect(answer.because.at(-1)?.says).toBe(
      'Deployment web-2 in shop is the weakest of 2 workloads behind the service.',
    );
  });

  it('is unknown outside the mesh and where nobody stands behind', () => {
    const mesh = meshOf(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: pay, namespace: shop }
spec: { hosts: [pay.example.com], ports: [{ number: 443, name: tls, protocol: TLS }] }
---
apiVersion: v1
kind: Service
metadata: { name: lonely, namespace: shop }
spec: { selector: { app: none }, ports: [{ port: 80 }] }
`);
    expect(
      mesh.services.map(service => mesh.mtlsOfService(service).effective),
    ).toEqual(['unknown', 'unknown']);
  });
});

describe('invariants of mTLS', () => {
  const STRENGTH = ['plaintext', 'permissive', 'strict'];
  const mode = fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET');

  it('STRICT at a level never weakens where nothing more specific exists', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('mesh', 'namespace'),
        mode,
        (level, above) => {
          const [upper, lower] =
            level === 'mesh'
              ? ['', policy('istio-system', STRICT)]
              : [
                  policy('istio-system', `{ mtls: { mode: ${above} } }`),
                  policy('shop', STRICT),
                ];
          const before = STRENGTH.indexOf(ask(SIDECAR + upper).effective);
          const after = STRENGTH.indexOf(
            ask(SIDECAR + upper + lower).effective,
          );
          expect(after).toBeGreaterThanOrEqual(before);
          expect(STRENGTH[after]).toBe('strict');
        },
      ),
    );
  });

  it('does not depend on the order of the policies', () => {
    const policies = fc.array(
      fc.record({
        namespace: fc.constantFrom('shop', 'istio-system', 'other'),
        mode,
        isSelected: fc.boolean(),
        year: fc.constantFrom(2024, 2025),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(policies, given => {
        const texts = given.map((p, i) =>
          policy(
            p.namespace,
            `{ ${
              p.isSelected ? 'selector: { matchLabels: { app: web } }, ' : ''
            }mtls: { mode: ${p.mode} } }`,
            `p${i}`,
            `${p.year}-01-01T00:00:00Z`,
          ),
        );
        const { mode: one, objects } = ask(SIDECAR + texts.join(''));
        const { mode: other, objects: others } = ask(
          SIDECAR + [...texts].reverse().join(''),
        );
        expect([other, others]).toEqual([one, objects]);
      }),
      { numRuns: 50 },
    );
  });
});
