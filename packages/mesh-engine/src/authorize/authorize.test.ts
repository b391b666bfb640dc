import { meshOf } from '../__testUtils__/meshOf';
import { deployment, namespace, owner, pod } from '../__testUtils__/workloads';
import type { Workload } from '../mesh/types';
import type { Mesh } from '../mesh/Mesh';
import type { AuthorizeRequest } from './types';

const policy = (spec: string, name = 'policy', metadata = '') => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: ${name}, namespace: shop ${metadata} }
spec: { ${spec} }
`;

const extension = (kind: string, spec: string) => `
---
apiVersion: ${
  kind === 'EnvoyFilter'
    ? 'networking.istio.io/v1alpha3'
    : 'extensions.istio.io/v1alpha1'
}
kind: ${kind}
metadata: { name: more, namespace: shop }
spec: { ${spec} }
`;

const web = {
  namespace: 'shop',
  labels: { app: 'web' },
  port: 8080,
};

const get: AuthorizeRequest = {
  destination: web,
  source: { principal: 'cluster.local/ns/shop/sa/cart', ip: '10.0.0.1' },
  protocol: 'http',
  http: { method: 'GET', host: 'web', path: '/', headers: {} },
};

const ask = (text: string, request: AuthorizeRequest = get) =>
  meshOf(text).authorize(request);

const workload = (mesh: Mesh, name = 'web') =>
  mesh.workload('shop', name) as Workload;

describe('the rule that decides', () => {
  const rules = `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: readers, namespace: shop }
spec:
  rules:
    - to: [{ operation: { methods: [POST] } }]
    - from: [{ source: { namespaces: [shop] } }]
`;

  it('is named with its place', () => {
    const answer = ask(rules);
    expect(answer).toMatchObject({
      decision: 'allow',
      decidedBy: {
        policy: { name: 'readers' },
        rule: 1,
        field: 'spec.rules[1]',
        origin: { file: 'mesh.yaml', line: 9 },
      },
    });
    expect(answer.because).toEqual([
      expect.objectContaining({
        says: 'Rule 2 of the ALLOW policy readers fits.',
        field: 'spec.rules[1]',
      }),
    ]);
  });

  it('is none where no ALLOW fits', () => {
    const answer = ask(rules, { ...get, source: { principal: null } });
    expect(answer).toMatchObject({
      decision: 'deny',
      decidedBy: { policy: { name: 'readers' }, field: 'spec.rules' },
    });
  });

  it('is none where no DENY fits', () => {
    expect(
      ask(
        policy(
          'action: DENY, rules: [{ to: [{ operation: { paths: [/x] } }] }]',
        ),
      ),
    ).toMatchObject({
      decision: 'allow',
      because: [{ says: 'No rule of the DENY policy policy fits.' }],
    });
  });

  it('is none without policies', () => {
    expect(ask('')).toEqual({
      decision: 'allow',
      dependsOn: [],
      audited: [],
      because: [{ says: 'No AuthorizationPolicy applies, so Istio allows.' }],
    });
  });

  it('names what is not known', () => {
    expect(
      ask(rules, { ...get, source: {}, http: { path: '/' } }).dependsOn,
    ).toEqual(['request.method', 'source.principal']);
  });
});

describe('actions', () => {
  const custom = policy(
    'action: CUSTOM, provider: { name: gate }, rules: [{}]',
  );

  it.each([
    ['an authorizer that nobody declared', undefined, 'depends'],
    ['one declared to allow', { gate: 'allow' as const }, 'allow'],
    ['one declared to deny', { gate: 'deny' as const }, 'deny'],
  ])('asks %s', (_, declared, decision) => {
    const answer = ask(custom, { ...get, declared });
    expect(answer.decision).toBe(decision);
    expect(answer.dependsOn).toEqual(declared ? [] : ['gate']);
  });

  it('denies where the mesh configuration has no such authorizer', () => {
    const config = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: 'extensionProviders: []' }
`;
    expect(ask(custom + config).decision).toBe('deny');
  });

  it('reports AUDIT, and what dry runs would do', () => {
    const answer = ask(
      policy('action: AUDIT, rules: [{}]', 'audit') +
        policy(
          'action: DENY, rules: [{}]',
          'dry',
          ', annotations: { istio.io/dry-run: "true" }',
        ),
    );
    expect(answer).toMatchObject({
      decision: 'allow',
      audited: [{ policy: { name: 'audit' }, rule: 0 }],
      dryRun: { decision: 'deny', decidedBy: { policy: { name: 'dry' } } },
    });
  });
});

describe('plain connections', () => {
  const denyPosts = policy(
    'action: DENY, rules: [{ to: [{ operation: { methods: [POST], ports: ["8080"] } }] }]',
  );

  it('meet DENY rules without their HTTP fields', () => {
    expect(ask(denyPosts, { ...get, protocol: 'tcp' }).decision).toBe('deny');
    expect(ask(denyPosts).decision).toBe('allow');
  });

  it('are kept in mind where the protocol is not known', () => {
    const { http: _, protocol: __, ...request } = get;
    expect(ask(denyPosts, request)).toMatchObject({
      decision: 'depends',
      dependsOn: ['protocol', 'request.method'],
    });
  });

  it('are told from the port of the service', () => {
    const service = (name: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: ${name}, port: 80, targetPort: 8080 }] }
`;
    const decision = (name: string) => {
      const mesh = meshOf(deployment() + service(name) + denyPosts);
      return mesh.authorize({
        ...get,
        protocol: undefined,
        destination: { workload: workload(mesh), port: 8080 },
      }).decision;
    };
    expect(decision('tcp-bytes')).toBe('deny');
    expect(decision('http')).toBe('allow');
  });
});

describe('what extends a proxy', () => {
  const denyAll = policy('rules: []');
  const filter = extension(
    'EnvoyFilter',
    'configPatches: [{ applyTo: HTTP_FILTER, match: { context: SIDECAR_INBOUND } }]',
  );

  it('makes the answer depend on it, unless it is declared', () => {
    expect(ask(filter)).toMatchObject({
      decision: 'depends',
      dependsOn: ['EnvoyFilter/shop/more'],
    });
    const declared = { 'EnvoyFilter/shop/more': 'allow' as const };
    expect(ask(filter, { ...get, declared }).decision).toBe('allow');
  });

  it.each([
    ['an EnvoyFilter', filter, 'depends'],
    [
      'an EnvoyFilter for callers',
      extension(
        'EnvoyFilter',
        'configPatches: [{ applyTo: HTTP_FILTER, match: { context: SIDECAR_OUTBOUND } }]',
      ),
      'deny',
    ],
    ['a WasmPlugin before', extension('WasmPlugin', 'phase: AUTHN'), 'depends'],
    ['a WasmPlugin after', extension('WasmPlugin', 'phase: STATS'), 'deny'],
    [
      'a WasmPlugin elsewhere',
      extension('WasmPlugin', 'selector: { matchLabels: { app: x } }'),
      'deny',
    ],
  ])('and a denial: %s', (_, text, decision) => {
    expect(ask(denyAll + text).decision).toBe(decision);
  });
});

describe('tokens', () => {
  const encode = (value: unknown) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = (claims: unknown) =>
    `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;
  const mesh = `
---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: jwt, namespace: shop }
spec:
  jwtRules:
    - { issuer: us, audiences: [web], fromHeaders: [{ name: X-Token, prefix: 'T ' }], fromParams: [token], fromCookies: [jar] }
${policy(
  'rules: [{ when: [{ key: "request.auth.claims[role]", values: [admin] }] }]',
)}`;
  const claims = { iss: 'us', sub: 'me', aud: 'web', role: 'admin' };
  const http = (headers: Record<string, string>, path = '/') => ({
    ...get,
    http: { method: 'GET', path, headers },
  });

  it.each([
    ['in a header', http({ 'x-token': `T ${tokenOf(claims)}` })],
    ['in the query', http({}, `/?a=b&token=${tokenOf(claims)}`)],
    ['in a cookie', http({ cookie: `a=b; jar=${tokenOf(claims)}` })],
  ])('are found %s', (_, request) => {
    expect(ask(mesh, request).decision).toBe('allow');
  });

  it.each([
    ['of another issuer', { ...claims, iss: 'them' }],
    ['for another audience', { ...claims, aud: ['other'] }],
    ['that have expired', { ...claims, exp: 1 }],
    ['of tomorrow', { ...claims, nbf: 9e9 }],
  ])('%s are refused', (_, wrong) => {
    const request = http({ 'x-token': `T ${tokenOf(wrong)}` });
    expect(ask(mesh, { ...request, now: 1e12 })).toMatchObject({
      decision: 'deny',
      decidedBy: {
        policy: { kind: 'RequestAuthentication', name: 'jwt' },
        field: 'spec.jwtRules[0]',
      },
    });
  });

  it('with a time depend on it', () => {
    const request = http({
      'x-token': `T ${tokenOf({ ...claims, exp: 2e9 })}`,
    });
    expect(ask(mesh, request).dependsOn).toContain('now');
    expect(ask(mesh, { ...request, now: 1e12 }).decision).toBe('allow');
  });

  it('that are none are refused, and missing ones leave no claims', () => {
    expect(ask(mesh, http({ 'x-token': 'T abc' })).because[0].says).toBe(
      'The token is no JSON web token.',
    );
    expect(ask(mesh, http({})).decidedBy?.policy.name).toBe('policy');
  });
});

describe('proxies on the way', () => {
  const ambient = `
${namespace(
  'shop',
  'istio.io/dataplane-mode: ambient, istio.io/use-waypoint: way',
)}
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: way, namespace: shop }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
${deployment('', 'app: web')}
---
apiVersion: v1
kind: Pod
metadata:
  name: web-1
  namespace: shop
  labels: { app: web }
  annotations: { ambient.istio.io/redirection: enabled }
  ownerReferences: [${owner('Deployment', 'web')}]
spec: { containers: [{ name: main }], serviceAccountName: web }
`;
  const service = { kind: 'Service' as const, namespace: 'shop', name: 'web' };
  const through = (text: string, change: Partial<AuthorizeRequest> = {}) => {
    const mesh = meshOf(text);
    return mesh.authorize({
      ...get,
      destination: { workload: workload(mesh), service, port: 8080 },
      ...change,
    });
  };
  const forService = (spec: string) =>
    policy(`targetRefs: [{ kind: Service, group: '', name: web }], ${spec}`);

  it('a waypoint asks the policies of its service', () => {
    const denial = forService(
      'action: DENY, rules: [{ to: [{ operation: { methods: [GET] } }] }]',
    );
    expect(through(ambient + denial).decision).toBe('deny');
    expect(
      through(ambient + denial, { http: { ...get.http, method: 'POST' } })
        .decision,
    ).toBe('allow');
  });

  it('a missing waypoint is depended on', () => {
    const missing = ambient.replace('name: way,', 'name: other,');
    expect(through(missing).dependsOn).toEqual(['Gateway/shop/way']);
  });

  it('ztunnel sees the identity of the waypoint, and no HTTP', () => {
    const onlyWaypoint = policy(
      'selector: { matchLabels: { app: web } }, rules: [{ from: [{ source: { principals: ["cluster.local/ns/shop/sa/way"] } }] }]',
    );
    const http = policy(
      'selector: { matchLabels: { app: web } }, rules: [{ to: [{ operation: { methods: [GET] } }] }]',
    );
    expect(through(ambient + onlyWaypoint).decision).toBe('allow');
    expect(through(ambient + http).decision).toBe('deny');
  });

  it('a waypoint goes by the port of the service, ztunnel by that of the pod', () => {
    const denyPort = (port: number) =>
      `action: DENY, rules: [{ to: [{ operation: { ports: ["${port}"] } }] }]`;
    const selected = (port: number) =>
      policy(`selector: { matchLabels: { app: web } }, ${denyPort(port)}`);
    const decisions = [80, 8080].map(port => [
      through(ambient + forService(denyPort(port))).decision,
      through(ambient + selected(port)).decision,
    ]);
    expect(decisions).toEqual([
      ['deny', 'allow'],
      ['allow', 'deny'],
    ]);
  });

  it('ztunnel knows neither server names nor original clients', () => {
    const rule = 'rules: [{ when: [{ key: connection.sni, values: [x] }] }]';
    const selector = 'selector: { matchLabels: { app: web } }';
    expect(through(ambient + policy(`${selector}, ${rule}`)).decision).toBe(
      'deny',
    );
    expect(
      through(ambient + policy(`action: DENY, ${selector}, ${rule}`)).decision,
    ).toBe('deny');
  });

  it('are none beside a workload without one', () => {
    const text = `${deployment()}${pod(
      'web-1',
      owner('Deployment', 'web'),
      'containers: [{ name: main }]',
    )}`;
    const mesh = meshOf(text + policy('rules: []'));
    const destination = { workload: workload(mesh), port: 8080 };
    expect(mesh.authorize({ ...get, destination })).toMatchObject({
      decision: 'allow',
      because: [
        {
          says: 'No proxy stands in front of Deployment web in shop, so its policies are not enforced.',
        },
      ],
    });
  });
});

describe('the caller', () => {
  const strict = `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec: { mtls: { mode: STRICT } }
`;
  const fromShop = policy(
    'rules: [{ from: [{ source: { namespaces: [shop] } }] }]',
  );

  it('has an identity where the connection is mutual TLS', () => {
    const mesh = meshOf(
      `${deployment()}${pod(
        'web-1',
        owner('Deployment', 'web'),
      )}${fromShop}${strict}`,
    );
    const decision = (source: AuthorizeRequest['source']) =>
      mesh.authorize({
        ...get,
        destination: { workload: workload(mesh), port: 8080 },
        source,
      }).decision;
    expect(decision({ workload: workload(mesh) })).toBe('allow');
    expect(decision({ workload: workload(mesh), mtls: false })).toBe('deny');
    expect(decision({})).toBe('depends');
  });
});
