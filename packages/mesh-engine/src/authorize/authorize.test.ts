import { ask, get, policy, workload } from '../__testUtils__/authorize';
import { meshOf } from '../__testUtils__/meshOf';
import { deployment, owner, pod } from '../__testUtils__/workloads';
import type { AuthorizeRequest } from './types';

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

describe('headers', () => {
  const decision = (key: string, value: string, header: string) =>
    ask(
      policy(`rules: [{ when: [{ key: "${key}", values: ["${value}"] }] }]`),
      {
        ...get,
        http: { ...get.http, headers: { 'X-Role': header } },
      },
    ).decision;

  it.each([
    ['admin', 'admin', 'allow'],
    ['admin', 'guest,admin', 'deny'],
    ['*min', 'guest,admin', 'allow'],
    ['*', '', 'allow'],
  ])('%s and %j: %s', (value, header, expected) => {
    expect(decision('request.headers[x-role]', value, header)).toBe(expected);
  });

  it.each([
    ['admin', 'guest,admin', 'allow'],
    ['admin', 'guest,administrator', 'deny'],
    ['admin*', 'guest,administrator', 'allow'],
    ['a.min', 'admin', 'deny'],
  ])('%s in the list %j: %s', (value, header, expected) => {
    expect(
      decision('request.experimental.inline.headers[X-Role]', value, header),
    ).toBe(expected);
  });

  it('are not read where the key has no name', () => {
    expect(decision('request.headers', 'admin', 'admin')).toBe('deny');
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
