import { istio, running, serving } from '../__testUtils__/connections';
import { meshOf } from '../__testUtils__/meshOf';
import type { StrictScope } from './strictPolicy';
import { whatStrictBreaks } from './whatStrictBreaks';

const WORLD =
  running('shop', 'web', 'sidecar', {
    ports: '{ containerPort: 8080 }, { containerPort: 9100 }',
  }) +
  running('shop', 'other') +
  serving('shop', 'web') +
  serving('shop', 'other') +
  running('front', 'proxied') +
  running('front', 'naked', 'none');

function breaks(
  objects: string,
  scopeOf: (mesh: ReturnType<typeof meshOf>) => StrictScope,
) {
  const mesh = meshOf(WORLD + objects);
  const { policy, breaks: found } = whatStrictBreaks(mesh, scopeOf(mesh));
  return {
    policy,
    found: found
      .flatMap(({ clients, server, port, before, after }) =>
        clients.map(
          client =>
            `${client === 'outside' ? client : client.name} → ${
              server.name
            }:${port} ${before} → ${after}`,
        ),
      )
      .sort(),
  };
}

describe('whatStrictBreaks', () => {
  it('names the callers of a namespace that have no certificate', () => {
    const { policy, found } = breaks('', () => ({ namespace: 'shop' }));
    expect(policy).toMatchObject({
      metadata: { namespace: 'shop', name: 'default' },
      spec: { mtls: { mode: 'STRICT' } },
    });
    expect(found).toEqual([
      'naked → other:80 plaintext → refused',
      'naked → web:80 plaintext → refused',
      'naked → web:9100 plaintext → refused',
      'other → web:9100 plaintext → refused',
      'outside → other:80 plaintext → refused',
      'outside → web:80 plaintext → refused',
      'outside → web:9100 plaintext → refused',
      'proxied → web:9100 plaintext → refused',
    ]);
  });

  it('finds callers that are told to send plaintext, for one workload', () => {
    const { found } = breaks(
      istio(
        'DestinationRule',
        'front',
        'off',
        'host: "*.shop.svc.cluster.local", trafficPolicy: { tls: { mode: DISABLE } }',
      ),
      mesh => ({ workload: mesh.workload('shop', 'other') }),
    );
    expect(found).toEqual([
      'naked → other:80 plaintext → refused',
      'outside → other:80 plaintext → refused',
      'proxied → other:80 plaintext → refused',
    ]);
  });

  it('changes the policy that counts, and keeps exceptions of ports', () => {
    const exception = istio(
      'PeerAuthentication',
      'shop',
      'mine',
      'selector: { matchLabels: { app: other } }, mtls: { mode: PERMISSIVE }, portLevelMtls: { 8080: { mode: PERMISSIVE } }',
    );
    const { policy, found } = breaks(exception, mesh => ({
      workload: mesh.workload('shop', 'other'),
    }));
    expect(policy).toMatchObject({
      metadata: { name: 'mine' },
      spec: {
        mtls: { mode: 'STRICT' },
        portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
      },
    });
    expect(found).toEqual([]);
  });

  it('breaks nothing that is STRICT already', () => {
    const { found } = breaks(
      istio(
        'PeerAuthentication',
        'istio-system',
        'default',
        'mtls: { mode: STRICT }',
      ),
      () => ({}),
    );
    expect(found).toEqual([]);
  });
});
