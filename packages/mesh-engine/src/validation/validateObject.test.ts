import * as fc from 'fast-check';
import { meshOf } from '../__testUtils__/meshOf';
import { validateObject, VALIDATED_KINDS } from './validateObject';

const FIELDS = [
  'hosts',
  'http',
  'match',
  'route',
  'servers',
  'port',
  'tls',
  'rules',
  'egress',
  'ingress',
  'trafficPolicy',
  'endpoints',
  'jwtRules',
];

describe('what the webhook of Istio refuses', () => {
  it('becomes findings with the field and how to mend it, once, beside those of the schema', () => {
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
  subsets: [{ name: Not_a_label }, { name: v1 }, { name: v1 }]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data:
  mesh: |
    trustDomain: a/b
`)
      .check()
      .filter(({ code }) => code.startsWith('MESH11'));
    expect(
      found.map(({ code, severity, field, origin }) =>
        [code, severity, field, origin?.line].join(' '),
      ),
    ).toEqual([
      'MESH1101 error spec.hosts[0] 6',
      'MESH1101 error spec.http[0].route 8',
      'MESH1101 warning spec.http[1] 10',
      'MESH1102 error spec.trafficPolicy.tls 17',
      'MESH1102 error spec.subsets[0].name 18',
      'MESH1102 error spec.subsets[2].name 18',
      'MESH1115 error data.mesh.trustDomain 24',
    ]);
    for (const { message, fix } of found) {
      expect(message).toMatch(
        /^(VirtualService|DestinationRule|ConfigMap) (web|istio): /,
      );
      expect(fix).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('says nothing of an object that Istio takes', () => {
    const objects = meshOf(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api, namespace: shop }
spec:
  hosts: [api.example.com]
  location: MESH_EXTERNAL
  resolution: DNS
  ports: [{ number: 443, name: https, protocol: TLS }, { number: 9000, name: other }]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: web, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: ['./*']
      tls: { httpsRedirect: true }
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: ['*.example.com']
      tls: { mode: SIMPLE, credentialName: web }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: nothing, namespace: shop }
spec: {}
`).all;
    expect(objects.flatMap(validateObject)).toEqual([]);
  });

  it('reads anything without failing', () => {
    const { value } = fc.letrec(tie => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.anything(),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...FIELDS), tie('value'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.constantFrom(...VALIDATED_KINDS),
        value,
        ({ group, kind }, spec) => {
          const found = validateObject({
            apiVersion: group ? `${group}/v1` : 'v1',
            kind,
            metadata: { name: 'istio', namespace: 'shop' },
            data: spec,
            spec,
          });
          expect(found.every(({ field }) => /^(spec|data)/.test(field))).toBe(
            true,
          );
        },
      ),
    );
  });
});
