import { validateSchema } from '../validateSchema';

function refusals(kind: string, spec: object): string[] {
  return validateSchema({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
    metadata: { name: 'some', namespace: 'shop' },
    spec,
  }).map(({ because }) =>
    because[0].says.replace(/^The API server says: |\.$/g, ''),
  );
}

const listener = { name: 'web', port: 80, protocol: 'HTTP' };
const gateway = (...listeners: object[]) => ({
  gatewayClassName: 'istio',
  listeners,
});
const httpRule = (rule: object) => ({ rules: [rule] });
const prefix = (value: string) => ({ path: { type: 'PathPrefix', value } });
const replacePrefix = {
  type: 'URLRewrite',
  urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } },
};
const redirect = {
  type: 'RequestRedirect',
  requestRedirect: { scheme: 'https', statusCode: 301 },
};
const mirror = (settings: object) =>
  httpRule({
    filters: [
      {
        type: 'RequestMirror',
        requestMirror: { backendRef: { name: 'b', port: 80 }, ...settings },
      },
    ],
  });
const parents = (...parentRefs: object[]) => ({ parentRefs });

describe('what is valid', () => {
  it.each([
    [
      'Gateway',
      {
        ...gateway(
          listener,
          {
            name: 'tls',
            port: 443,
            protocol: 'HTTPS',
            hostname: '*.example.com',
            tls: { certificateRefs: [{ name: 'cert' }] },
            allowedRoutes: { namespaces: { from: 'All' } },
          },
          { ...listener, name: 'other', hostname: 'a.example.com' },
        ),
        addresses: [
          { value: '10.0.0.1' },
          { type: 'Hostname', value: 'example.com' },
        ],
        infrastructure: { labels: { 'example.com/team': 'a' } },
      },
    ],
    [
      'HTTPRoute',
      {
        ...parents(
          { name: 'gateway', sectionName: 'web' },
          { name: 'gateway', sectionName: 'tls' },
          { name: 'gateway', namespace: 'other' },
        ),
        hostnames: ['shop.example.com'],
        rules: [
          {
            matches: [{ ...prefix('/cart'), method: 'GET' }],
            filters: [
              replacePrefix,
              {
                type: 'RequestHeaderModifier',
                requestHeaderModifier: { set: [{ name: 'a', value: 'b' }] },
              },
            ],
            backendRefs: [{ name: 'cart', port: 80, weight: 1 }],
            timeouts: { request: '10s', backendRequest: '2s' },
          },
          { matches: [{ path: { type: 'RegularExpression', value: '//' } }] },
          { filters: [redirect] },
        ],
      },
    ],
    ['HTTPRoute', mirror({ fraction: { numerator: 5, denominator: 1000 } })],
    [
      'GRPCRoute',
      httpRule({
        matches: [{ method: { service: 'a.B', method: 'C' } }],
        backendRefs: [{ name: 'b', port: 80 }],
      }),
    ],
    [
      'TLSRoute',
      {
        hostnames: ['*.example.com'],
        rules: [{ backendRefs: [{ name: 'b', port: 443 }] }],
      },
    ],
  ])('%s %#', (kind, spec) => {
    expect(refusals(kind, spec)).toEqual([]);
  });
});

it.each([
  [
    'Gateway',
    gateway({ ...listener, tls: { mode: 'Passthrough' } }),
    ['tls must not be specified for protocols'],
  ],
  [
    'Gateway',
    gateway({ ...listener, protocol: 'HTTPS', tls: { mode: 'Passthrough' } }),
    ['tls mode must be Terminate for protocol HTTPS'],
  ],
  [
    'Gateway',
    gateway({ ...listener, protocol: 'HTTPS', tls: {} }),
    ['certificateRefs or options must be specified'],
  ],
  [
    'Gateway',
    gateway({ ...listener, protocol: 'TLS' }),
    ['tls mode must be set for protocol TLS'],
  ],
  [
    'Gateway',
    gateway({ ...listener, protocol: 'TCP', hostname: 'a.b' }),
    ['hostname must not be specified'],
  ],
  [
    'Gateway',
    gateway(listener, { ...listener, name: 'b' }),
    ['Combination of port, protocol and hostname'],
  ],
  [
    'Gateway',
    gateway(listener, { ...listener, port: 81 }),
    ['Duplicate value', 'Listener name must be unique'],
  ],
  [
    'Gateway',
    { ...gateway(listener), addresses: [{ value: 'a.b' }] },
    ['one and only one schema'],
  ],
  [
    'Gateway',
    { ...gateway(listener), addresses: [{ type: 'Hostname', value: 'A_' }] },
    ['Hostname value must be empty'],
  ],
  [
    'Gateway',
    { ...gateway(listener), addresses: [{ value: '::1' }, { value: '::1' }] },
    ['IPAddress values must be unique'],
  ],
  [
    'Gateway',
    { ...gateway(listener), infrastructure: { labels: { '-a': 'b' } } },
    ['Label keys must be in the form'],
  ],
  [
    'HTTPRoute',
    parents({ name: 'g' }, { name: 'g', sectionName: 'a' }),
    ['sectionName must be specified'],
  ],
  [
    'HTTPRoute',
    parents({ name: 'g' }, { name: 'g', kind: 'Gateway' }),
    ['sectionName must be unique'],
  ],
  [
    'HTTPRoute',
    httpRule({ backendRefs: [{ name: 'b' }] }),
    ['Must have port for Service reference'],
  ],
  [
    'HTTPRoute',
    httpRule({ filters: [redirect], backendRefs: [{ name: 'b', port: 1 }] }),
    ['must not be used together with backendRefs'],
  ],
  [
    'HTTPRoute',
    httpRule({
      filters: [replacePrefix],
      matches: [prefix('/a'), prefix('/b')],
    }),
    ['When using URLRewrite filter'],
  ],
  [
    'HTTPRoute',
    httpRule({
      backendRefs: [{ name: 'b', port: 1, filters: [replacePrefix] }],
      matches: [],
    }),
    ['Within backendRefs, When using URLRewrite'],
  ],
  [
    'HTTPRoute',
    httpRule({ filters: [redirect, redirect] }),
    ['RequestRedirect filter cannot be repeated'],
  ],
  [
    'HTTPRoute',
    httpRule({ filters: [redirect, { type: 'URLRewrite', urlRewrite: {} }] }),
    ['but not both'],
  ],
  [
    'HTTPRoute',
    httpRule({ filters: [{ type: 'URLRewrite' }] }),
    ['filter.urlRewrite must be specified'],
  ],
  [
    'HTTPRoute',
    httpRule({ filters: [{ ...redirect, urlRewrite: {} }] }),
    ['filter.urlRewrite must be nil'],
  ],
  [
    'HTTPRoute',
    httpRule({
      filters: [
        {
          type: 'URLRewrite',
          urlRewrite: {
            path: { type: 'ReplaceFullPath', replacePrefixMatch: '/' },
          },
        },
      ],
    }),
    ['replaceFullPath must be specified', "type must be 'ReplacePrefixMatch'"],
  ],
  [
    'HTTPRoute',
    httpRule({
      filters: [{ type: 'CORS', cors: { allowMethods: ['*', 'GET'] } }],
    }),
    ["AllowMethods cannot contain '*'"],
  ],
  [
    'HTTPRoute',
    httpRule({
      filters: [{ type: 'CORS', cors: { allowMethods: ['GET', 'GET'] } }],
    }),
    ['Duplicate value'],
  ],
  [
    'HTTPRoute',
    httpRule({
      filters: [
        { type: 'RequestRedirect', requestRedirect: { statusCode: 300 } },
      ],
    }),
    ['Unsupported value: 300: supported values: "301"'],
  ],
  [
    'HTTPRoute',
    mirror({ percent: 1, fraction: { numerator: 1 } }),
    ['Only one of percent or fraction'],
  ],
  [
    'HTTPRoute',
    mirror({ fraction: { numerator: 101 } }),
    ['numerator must be less'],
  ],
  ['HTTPRoute', httpRule({ matches: [prefix('cart')] }), ["start with '/'"]],
  [
    'HTTPRoute',
    httpRule({ matches: [prefix('/a//b')] }),
    ["must not contain '//'"],
  ],
  [
    'HTTPRoute',
    httpRule({ matches: [prefix('/a/..')] }),
    ["must not end with '/..'"],
  ],
  [
    'HTTPRoute',
    httpRule({ matches: [prefix('/a b')] }),
    ['must only contain valid characters'],
  ],
  [
    'HTTPRoute',
    httpRule({ timeouts: { request: '1s', backendRequest: '2s' } }),
    ['cannot be longer than request timeout'],
  ],
  [
    'HTTPRoute',
    { rules: Array(3).fill({ matches: Array(50).fill(prefix('/')) }) },
    ['must be less than 128'],
  ],
  [
    'GRPCRoute',
    httpRule({ matches: [{ method: {} }] }),
    ["One or both of 'service' or 'method'"],
  ],
  [
    'GRPCRoute',
    httpRule({ matches: [{ method: { service: 'a b' } }] }),
    ['service must only contain valid characters'],
  ],
  [
    'TLSRoute',
    {
      hostnames: ['10.0.0.1'],
      rules: [{ backendRefs: [{ name: 'b', port: 1 }] }],
    },
    ['Hostnames cannot contain an IP'],
  ],
  [
    'BackendTLSPolicy',
    {
      targetRefs: [{ group: '', kind: 'Service', name: 'a' }],
      validation: { hostname: 'a.b' },
    },
    ['must specify either CACertificateRefs'],
  ],
])('%s %j', (kind, spec, expected) => {
  expect(refusals(kind, spec)).toEqual(
    expected.map(words => expect.stringContaining(words)),
  );
});
