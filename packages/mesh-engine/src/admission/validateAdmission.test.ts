import * as fc from 'fast-check';
import { meshOf } from '../__testUtils__/meshOf';
import { Mesh } from '../mesh/Mesh';
import { KNOWN_KINDS } from '../resources/kinds';
import { ADMITTED_KINDS } from './validateAdmission';

describe('what the webhook of Istio refuses', () => {
  it('becomes findings with the field, once, beside those of the schema', () => {
    const found = meshOf(`
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: ['*']
  http:
    - route: [{ destination: { host: web } }]
      redirect: { uri: / }
    - route: [{ destination: { host: web } }]
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web, namespace: shop }
spec:
  host: web
  trafficPolicy: { tls: { mode: MUTUAL, clientCertificate: a.pem } }
  subsets: [{ name: Not_a_label }]
`)
      .check()
      .filter(({ code }) => code.startsWith('MESH11'));
    expect(
      found.map(({ code, severity, field, origin }) =>
        [code, severity, field, origin?.line].join(' '),
      ),
    ).toEqual([
      'MESH1101 error spec.hosts[0] 6',
      'MESH1101 error spec.http[0] 8',
      'MESH1101 warning spec.http[1] 10',
      'MESH1102 error spec.trafficPolicy.tls 17',
      'MESH1102 error spec.subsets[0].name 18',
    ]);
    for (const { message, fix } of found) {
      expect(message).toMatch(/^(VirtualService|DestinationRule) web: /);
      expect(fix).toContain('spec.');
    }
  });

  it('reads anything without failing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ADMITTED_KINDS),
        fc.object({ maxDepth: 4 }),
        ({ group, kind }, spec) => {
          const version = KNOWN_KINDS.find(
            known => known.group === group && known.kind === kind,
          )!.versions[0];
          const mesh = Mesh.from([
            {
              apiVersion: [group, version].filter(Boolean).join('/'),
              kind,
              metadata: { name: 'istio', namespace: 'istio-system' },
              spec,
              data: { mesh: JSON.stringify(spec) },
            },
          ]);
          expect(() => mesh.check()).not.toThrow();
        },
      ),
    );
  });
});
