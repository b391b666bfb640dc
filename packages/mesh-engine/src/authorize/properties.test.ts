import * as fc from 'fast-check';
import { Mesh } from '../mesh/Mesh';
import type { KubeObject } from '../resources/types';
import { normalizePath } from './normalizePath';
import type { AuthorizeRequest, Decision } from './types';

const some = <T>(...values: T[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });

const source = fc.record(
  {
    principals: some('*', 'cluster.local/ns/a/sa/x', '*/sa/y', 'cluster*'),
    notPrincipals: some('*', 'cluster.local/ns/a/sa/x'),
    namespaces: some('a', 'b', '*'),
    notNamespaces: some('a'),
    serviceAccounts: some('x', 'a/x'),
    ipBlocks: some('10.0.0.0/8', 'nonsense'),
    requestPrincipals: some('*', 'i/s', 'i/*'),
    notRequestPrincipals: some('i/s'),
  },
  { requiredKeys: [] },
);
const operation = fc.record(
  {
    hosts: some('shop', '*.example.com'),
    methods: some('GET', 'POST'),
    notMethods: some('GET'),
    paths: some('/a*', '/users/{*}', '*/z'),
    notPaths: some('/a/b'),
    ports: some('80', '8080', '99999'),
  },
  { requiredKeys: [] },
);
const when = fc.record(
  {
    key: fc.constantFrom(
      'request.headers[x-role]',
      'request.auth.claims[groups]',
      'source.ip',
      'connection.sni',
      'destination.port',
      'not.a.key',
    ),
    values: some('admin', '10.0.0.1', '80', '*'),
    notValues: some('guest', '10.0.0.2'),
  },
  { requiredKeys: ['key'] },
);
const rule = fc.record(
  {
    from: fc.array(fc.record({ source }), { maxLength: 2 }),
    to: fc.array(fc.record({ operation }), { maxLength: 2 }),
    when: fc.array(when, { maxLength: 1 }),
  },
  { requiredKeys: [] },
);

const policyWith = (action: fc.Arbitrary<string>) =>
  fc
    .record({
      namespace: fc.constantFrom('shop', 'istio-system', 'other'),
      action,
      rules: fc.array(rule, { maxLength: 3 }),
      app: fc.constantFrom(undefined, 'web', 'other'),
    })
    .map(({ namespace, app, ...spec }) => ({ namespace, app, spec }));

type Policy = ReturnType<typeof policyWith> extends fc.Arbitrary<infer T>
  ? T
  : never;

const objectOf = (
  { namespace, app, spec }: Policy,
  name: string,
): KubeObject => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { namespace, name },
  spec: {
    ...spec,
    ...(app && { selector: { matchLabels: { app } } }),
    ...(spec.action === 'CUSTOM' && { provider: { name: 'gate' } }),
  },
});

const policies = fc
  .array(policyWith(fc.constantFrom('ALLOW', 'DENY', 'CUSTOM', 'AUDIT')), {
    maxLength: 4,
  })
  .map(list => list.map((policy, index) => objectOf(policy, `p${index}`)));

const request = fc.record({
  sni: fc.constantFrom(null, 'shop'),
  source: fc.record({
    principal: fc.constantFrom(
      null,
      'cluster.local/ns/a/sa/x',
      'cluster.local/ns/b/sa/y',
    ),
    ip: fc.constantFrom('10.0.0.1', '192.0.2.1'),
  }),
  destination: fc.record({
    namespace: fc.constant('shop'),
    labels: fc.constant({ app: 'web' }),
    port: fc.constantFrom(80, 8080),
    ip: fc.constant('10.9.9.9'),
  }),
  declared: fc.constantFrom(
    { gate: 'allow' as const },
    { gate: 'deny' as const },
  ),
  http: fc.record({
    method: fc.constantFrom('GET', 'POST'),
    host: fc.constantFrom('shop', 'www.example.com'),
    path: fc.constantFrom('/a/b', '/users/7', '/x/z?q'),
    headers: fc.constantFrom<Record<string, string>>(
      {},
      { 'X-Role': 'admin' },
      { 'x-role': 'guest' },
    ),
    claims: fc.constantFrom(
      null,
      { iss: 'i', sub: 's', groups: ['admin'] },
      { iss: 'i', sub: 't' },
    ),
  }),
});

/** Requests and connections of which everything is known. */
const complete: fc.Arbitrary<AuthorizeRequest> = fc.oneof(
  request.map(fields => ({ ...fields, protocol: 'http' })),
  request.map(({ http: _, ...fields }) => ({ ...fields, protocol: 'tcp' })),
);

/** Claims are of tokens that this takes. */
const tokens: KubeObject = {
  apiVersion: 'security.istio.io/v1',
  kind: 'RequestAuthentication',
  metadata: { namespace: 'shop', name: 'tokens' },
  spec: { jwtRules: [{ issuer: 'i' }] },
};

const decide = (objects: readonly KubeObject[], asked: AuthorizeRequest) =>
  Mesh.from([tokens, ...objects]).authorize(asked).decision;

const ORDER: Decision[] = ['deny', 'depends', 'allow'];

/** Forgets what the names say. */
function forget(asked: AuthorizeRequest, names: readonly string[]) {
  const without = <T extends object>(value: T | undefined) =>
    value &&
    Object.fromEntries(
      Object.entries(value).filter(([name]) => !names.includes(name)),
    );
  return {
    ...without(asked),
    source: without(asked.source),
    destination: without(asked.destination),
    http: names.includes('http') ? undefined : without(asked.http),
  } as AuthorizeRequest;
}

describe('mesh.authorize', () => {
  it('never allows more with a DENY more', () => {
    const forgotten = fc.subarray(['principal', 'path', 'headers', 'protocol']);
    fc.assert(
      fc.property(
        policies,
        policyWith(fc.constant('DENY')),
        complete,
        forgotten,
        (before, more, known, names) => {
          const asked = forget(known, names);
          const old = decide(before, asked);
          const now = decide([...before, objectOf(more, 'more')], asked);
          expect(ORDER.indexOf(now)).toBeLessThanOrEqual(ORDER.indexOf(old));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('decides only what no further knowledge changes', () => {
    const forgotten = fc.subarray([
      'protocol',
      'principal',
      'ip',
      'port',
      'sni',
      'declared',
      'http',
      'method',
      'host',
      'path',
      'headers',
    ]);
    fc.assert(
      fc.property(policies, complete, forgotten, (objects, asked, names) => {
        const known = decide(objects, asked);
        expect(known).not.toBe('depends');
        const guessed = decide(objects, forget(asked, names));
        expect(['depends', known]).toContain(guessed);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the objects', () => {
    fc.assert(
      fc.property(policies, complete, (objects, asked) => {
        const answer = Mesh.from(objects).authorize(asked);
        const other = Mesh.from([...objects].reverse()).authorize(asked);
        expect(other).toEqual(answer);
      }),
    );
  });

  it('takes any garbage', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('AuthorizationPolicy', 'RequestAuthentication'),
        fc.anything(),
        fc.record(
          {
            rules: fc.array(fc.anything()),
            jwtRules: fc.array(fc.anything()),
            selector: fc.anything(),
            targetRefs: fc.array(fc.anything()),
          },
          { requiredKeys: [] },
        ),
        complete,
        fc.string(),
        (kind, garbage, spec, asked, path) => {
          const objects = [garbage, spec].map(
            (value, index): KubeObject => ({
              apiVersion: 'security.istio.io/v1',
              kind,
              metadata: { namespace: 'shop', name: `p${index}` },
              spec: value,
            }),
          );
          const headers = { authorization: `Bearer ${path}` };
          const { decision } = Mesh.from(objects).authorize({
            ...asked,
            http: { ...asked.http, claims: undefined, path, headers },
          });
          expect(ORDER).toContain(decision);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('normalizePath', () => {
  const path = fc
    .array(
      fc.constantFrom(
        '/',
        '.',
        '..',
        'a',
        '%2e',
        '%2F',
        '%5c',
        '\\',
        '%zz',
        'é',
      ),
    )
    .map(parts => `/${parts.join('')}`);

  it('leaves nothing to normalize', () => {
    fc.assert(
      fc.property(path, raw => {
        const once = normalizePath(raw, 'DECODE_AND_MERGE_SLASHES') ?? '';
        expect(once).not.toMatch(/\/\/|\\|\/\.\.?(\/|$)/);
        expect(normalizePath(once, 'MERGE_SLASHES')).toBe(once);
      }),
    );
  });
});
