import fc from 'fast-check';
import { meshOf } from '../__testUtils__/meshOf';
import { namespace as namespaceYaml } from '../__testUtils__/workloads';
import { coversPattern, fitsPattern } from './reading/patterns';

/** Codes with the fields that they stand at. */
const found = (yaml: string, ...codes: string[]) =>
  meshOf(yaml)
    .check()
    .filter(({ code }) => codes.includes(code))
    .map(({ code, object, field }) => `${code} ${object?.name} ${field ?? ''}`);

const workload = (
  name: string,
  labels = '',
  more = '',
  containers = '{name: main}',
) => `
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  template:
    metadata: {labels: {app: ${name}${labels && `, ${labels}`}}}
    spec: {containers: [${containers}] ${more}}
`;

const service = (name: string, labels = '') => `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}
`;

const security = (kind: string, name: string, spec: string, home = 'shop') => `
---
apiVersion: security.istio.io/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${home}}
spec: ${spec}
`;

const policy = (name: string, spec: string, home?: string) =>
  security('AuthorizationPolicy', name, spec, home);

const AMBIENT = namespaceYaml('shop', 'istio.io/dataplane-mode: ambient');
const ENROLLED = namespaceYaml(
  'shop',
  'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: waypoint',
);
const SIDECARS = namespaceYaml('shop', 'istio-injection: enabled');

describe('rules of AuthorizationPolicies that never decide', () => {
  const reachable = (...specs: string[]) =>
    found(
      specs.map((spec, index) => policy(`p${index}`, spec)).join(''),
      'MESH3108',
      'MESH3109',
    );
  const get = '{to: [{operation: {methods: [GET], paths: ["/a/b"]}}]}';
  const wide = '{to: [{operation: {paths: ["/a/*"]}}]}';

  it('finds an ALLOW rule of which a wider DENY rule leaves nothing', () => {
    expect(
      reachable(`{rules: [${get}]}`, `{action: DENY, rules: [${wide}]}`),
    ).toEqual(['MESH3108 p0 spec.rules[0]']);
  });

  it('takes a DENY rule that is narrower in one field for no cover', () => {
    const deny = [
      '{to: [{operation: {paths: ["/a/*"], ports: ["80"]}}]}',
      '{to: [{operation: {paths: ["/a/*"], notMethods: [GET]}}]}',
      '{from: [{source: {namespaces: [x]}}], to: [{operation: {paths: ["/a/*"]}}]}',
      '{to: [{operation: {paths: ["/a/*"]}}], when: [{key: source.ip, values: [10.0.0.1]}]}',
    ];
    expect(
      reachable(`{rules: [${get}]}`, `{action: DENY, rules: [${deny}]}`),
    ).toEqual([]);
  });

  it('names of two rules that say the same only the later', () => {
    expect(reachable(`{rules: [${get}, ${get}]}`)).toEqual([
      'MESH3109 p0 spec.rules[1]',
    ]);
  });

  it('knows that a policy of the root namespace is for all, and one with a selector for some', () => {
    const selected = `{selector: {matchLabels: {app: web}}, rules: [${get}]}`;
    const deny = (more = '') => `{action: DENY, ${more} rules: [{}]}`;
    expect(
      found(
        policy('own', selected) + policy('all', deny(), 'istio-system'),
        'MESH3108',
      ),
    ).toEqual(['MESH3108 own spec.rules[0]']);
    expect(
      found(
        policy('own', selected) +
          policy('other', deny('selector: {matchLabels: {app: api}},')),
        'MESH3108',
      ),
    ).toEqual([]);
  });

  it('leaves out what is not enforced', () => {
    expect(
      found(
        policy('own', `{rules: [${get}]}`) +
          policy('dry', `{action: DENY, rules: [{}]}`).replace(
            'namespace: shop',
            'namespace: shop, annotations: {istio.io/dry-run: "true"}',
          ),
        'MESH3108',
      ),
    ).toEqual([]);
  });

  it('covers only patterns whose texts all fit', () => {
    const pattern = fc
      .tuple(
        fc.constantFrom('', '*'),
        fc.stringMatching(/^[ab]{0,3}$/),
        fc.constantFrom('', '*'),
      )
      .filter(([before, , after]) => !(before && after))
      .map(parts => parts.join(''))
      .filter(Boolean);
    fc.assert(
      fc.property(
        pattern,
        pattern,
        fc.stringMatching(/^[ab]{1,6}$/),
        (one, other, text) => {
          fc.pre(coversPattern(one, other) && fitsPattern(other, text));
          expect(fitsPattern(one, text)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('tokens that nobody requires', () => {
  const tokens = security(
    'RequestAuthentication',
    'jwt',
    '{selector: {matchLabels: {app: web}}, jwtRules: [{issuer: me}]}',
  );

  it('finds a RequestAuthentication without a policy that asks for its tokens', () => {
    expect(found(tokens, 'MESH3201')).toEqual(['MESH3201 jwt spec.jwtRules']);
  });

  it.each([
    '{action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}]}]}',
    '{selector: {matchLabels: {app: web}}, rules: [{when: [{key: "request.auth.claims[role]", values: [a]}]}]}',
  ])('is satisfied with %s', spec => {
    expect(found(tokens + policy('p', spec), 'MESH3201')).toEqual([]);
  });

  it('is not satisfied with a policy for other workloads', () => {
    expect(
      found(
        tokens +
          policy(
            'p',
            '{selector: {matchLabels: {app: api}}, rules: [{from: [{source: {requestPrincipals: ["*"]}}]}]}',
          ),
        'MESH3201',
      ),
    ).toHaveLength(1);
  });
});

describe('service accounts that several applications share', () => {
  const both = `${SIDECARS}${workload('web')}${workload('api')}`;

  it('says so, and warns where a rule names the account', () => {
    const [shared] = meshOf(both)
      .check()
      .filter(({ code }) => code === 'MESH3409');
    expect(shared.severity).toBe('info');
    const [named] = meshOf(
      both +
        policy(
          'p',
          '{rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/default]}}]}]}',
        ),
    )
      .check()
      .filter(({ code }) => code === 'MESH3409');
    expect(named.severity).toBe('warning');
    expect(named.because[0].object?.kind).toBe('AuthorizationPolicy');
  });

  it('lets versions of one application share theirs', () => {
    const version = workload('web-v2', 'service.istio.io/canonical-name: web');
    expect(found(SIDECARS + workload('web') + version, 'MESH3409')).toEqual([]);
  });

  it('lets copies of a canary, and what one Service selects, share theirs', () => {
    expect(
      found(SIDECARS + workload('web') + workload('web-primary'), 'MESH3409'),
    ).toEqual([]);
    const behindOne = service('all').replace('app: all', 'tier: front');
    expect(
      found(
        SIDECARS +
          workload('web', 'tier: front') +
          workload('shop', 'tier: front') +
          behindOne,
        'MESH3409',
      ),
    ).toEqual([]);
  });

  it('does not count workloads outside the mesh', () => {
    const outside = workload('api', 'sidecar.istio.io/inject: "false"');
    expect(found(SIDECARS + workload('web') + outside, 'MESH3409')).toEqual([]);
  });

  it('stands at the account where that is known', () => {
    const account = `
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: default, namespace: shop}
`;
    const [shared] = meshOf(both + account)
      .check()
      .filter(({ code }) => code === 'MESH3409');
    expect(shared.object?.kind).toBe('ServiceAccount');
    expect(shared.because.map(({ object }) => object?.kind)).toEqual([
      'ServiceAccount',
      'Deployment',
      'Deployment',
    ]);
  });
});

describe('ambient mode', () => {
  const l7 = policy(
    'l7',
    '{selector: {matchLabels: {app: web}}, rules: [{to: [{operation: {methods: [GET]}}]}]}',
  );

  it('wants a waypoint, and a target, for what is about requests', () => {
    expect(
      found(AMBIENT + workload('web') + l7, 'MESH3301', 'MESH3302', 'MESH3305'),
    ).toEqual([
      'MESH3301 l7 spec',
      'MESH3302 l7 spec.selector',
      'MESH3305 web ',
    ]);
    expect(
      found(
        ENROLLED +
          workload('web') +
          service('web') +
          policy(
            'l7',
            '{targetRefs: [{kind: Service, name: web}], rules: [{to: [{operation: {methods: [GET]}}]}]}',
          ),
        'MESH3301',
        'MESH3302',
        'MESH3305',
      ),
    ).toEqual([]);
  });

  it('takes policies about connections as they are', () => {
    expect(
      found(
        AMBIENT +
          workload('web') +
          policy(
            'l4',
            '{rules: [{from: [{source: {namespaces: [shop]}}], to: [{operation: {ports: ["80"]}}]}]}',
          ),
        'MESH3301',
        'MESH3302',
      ),
    ).toEqual([]);
  });

  it('finds waypoints that do not exist or are none', () => {
    expect(found(ENROLLED, 'MESH3313')).toEqual([
      'MESH3313 shop metadata.labels.istio.io/use-waypoint',
    ]);
    const gateway = (className: string) => `
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: waypoint, namespace: shop}
spec: {gatewayClassName: ${className}}
`;
    expect(found(ENROLLED + gateway('istio'), 'MESH3313')).toHaveLength(1);
    expect(found(ENROLLED + gateway('istio-waypoint'), 'MESH3313')).toEqual([]);
  });

  it('finds routes that no waypoint follows', () => {
    const routes = `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: other}
spec: {hosts: [web.shop.svc.cluster.local], http: [{route: [{destination: {host: web.shop.svc.cluster.local}}]}]}
`;
    expect(
      found(
        AMBIENT + workload('web') + service('web') + routes,
        'MESH3303',
        'MESH3304',
      ),
    ).toEqual(['MESH3303 web spec.hosts[0]', 'MESH3304 web spec.hosts[0]']);
    expect(
      found(
        SIDECARS + workload('web') + service('web') + routes,
        'MESH3303',
        'MESH3304',
      ),
    ).toEqual([]);
  });
});

describe('callers', () => {
  const account = `
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, namespace: shop}
`;
  const rule = (source: string) =>
    policy('p', `{rules: [{from: [{source: ${source}}]}]}`);

  it.each([
    ['{principals: [cluster.local/ns/shop/sa/web]}', []],
    ['{principals: [cluster.local/ns/shop/sa/default, "*"]}', []],
    ['{principals: [cluster.local/ns/shop/sa/gone]}', ['principals[0]']],
    ['{serviceAccounts: [gone]}', ['serviceAccounts[0]']],
    ['{serviceAccounts: [other/gone]}', []],
    ['{principals: [gone]}', ['principals[0]']],
  ])('of %s: missing are %j', (source, fields) => {
    expect(found(account + rule(source), 'MESH3105')).toEqual(
      fields.map(field => `MESH3105 p spec.rules[0].from[0].source.${field}`),
    );
  });

  it('of other trust domains are not known', () => {
    expect(
      found(rule('{principals: [other.org/ns/a/sa/b]}'), 'MESH3106'),
    ).toHaveLength(1);
  });
});

describe('injection', () => {
  const injector = (name: string, rev: string) => `
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: ${name}}
webhooks:
  - name: rev.namespace.sidecar-injector.istio.io
    clientConfig: {service: {name: istiod, namespace: istio-system}}
    namespaceSelector: {matchExpressions: [{key: istio.io/rev, operator: In, values: [${rev}]}]}
`;

  it('finds injectors that take the same pods', () => {
    expect(
      found(injector('one', 'a') + injector('two', 'a'), 'MESH3501'),
    ).toEqual(['MESH3501 one webhooks', 'MESH3501 two webhooks']);
    expect(
      found(injector('one', 'a') + injector('two', 'b'), 'MESH3501'),
    ).toEqual([]);
  });

  it('finds applications with the user of the proxy', () => {
    const user = ', securityContext: {runAsUser: 1337}';
    expect(found(workload('web', '', user), 'MESH3408')).toHaveLength(1);
    expect(
      found(
        workload('web', '', user, '{name: istio-proxy, image: auto}'),
        'MESH3408',
      ),
    ).toEqual([]);
  });

  it('finds annotations that Istio does not read', () => {
    const yaml = workload('web').replace(
      'namespace: shop}',
      'namespace: shop, annotations: {sidecar.istio.io/proxyCPU: "1", sidecar.istio.io/cpu: "1"}}',
    );
    expect(found(yaml, 'MESH3601', 'MESH3602')).toEqual([
      'MESH3601 web metadata.annotations.sidecar.istio.io/cpu',
      'MESH3602 web metadata.annotations.sidecar.istio.io/proxyCPU',
    ]);
  });
});
