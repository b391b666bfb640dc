import * as fc from 'fast-check';
import { meshOf } from '../__testUtils__/meshOf';
import type { KubeObject } from '../resources/types';
import { SCHEMAS } from './kinds';
import type { Schema } from './schema';
import { validateSchema } from './validateSchema';

function objectOf(key: string, spec: unknown): KubeObject {
  const slash = key.lastIndexOf('/');
  return {
    apiVersion: key.slice(0, slash),
    kind: key.slice(slash + 1),
    metadata: { name: 'some', namespace: 'shop' },
    spec,
  };
}

const findingsOf = (key: string, spec: unknown) =>
  validateSchema(objectOf(key, spec)).map(
    ({ code, field, message, fix, severity }) => ({
      code,
      field,
      message,
      fix,
      severity,
    }),
  );

const VIRTUAL_SERVICE = 'networking.istio.io/v1/VirtualService';
const DESTINATION_RULE = 'networking.istio.io/v1beta1/DestinationRule';

describe('validateSchema', () => {
  it('says nothing of what is valid, and of what it has no definition of', () => {
    expect(
      findingsOf(VIRTUAL_SERVICE, {
        hosts: ['reviews'],
        http: [
          {
            timeout: '1.5s',
            retries: { attempts: 3, retryRemoteLocalities: null },
            route: [{ destination: { host: 'reviews' }, weight: 100 }],
          },
        ],
      }),
    ).toEqual([]);
    expect(findingsOf('v1/Service', { prots: 3 })).toEqual([]);
    expect(findingsOf('networking.istio.io/v2/VirtualService', 3)).toEqual([]);
  });

  it('names unknown fields and what was meant', () => {
    expect(
      findingsOf(VIRTUAL_SERVICE, {
        host: ['reviews'],
        http: [{ 'x-y': 1, destination: {}, constructor: 1 }],
      }).map(({ field, message, fix }) => [field, message, fix]),
    ).toEqual([
      [
        'spec.host',
        'spec has no field host: it has no effect, and kubectl refuses it.',
        'Did you mean hosts?',
      ],
      [
        'spec.http[0]["x-y"]',
        'spec.http[0] has no field x-y: it has no effect, and kubectl refuses it.',
        expect.stringMatching(
          /^Remove it; the fields here are corsPolicy, .*timeout\.$/,
        ),
      ],
      [
        'spec.http[0].destination',
        'spec.http[0] has no field destination: it has no effect, and kubectl refuses it.',
        'It belongs in spec.http[].mirrors[].destination or spec.http[].route[].destination; move it there.',
      ],
      [
        'spec.http[0].constructor',
        expect.stringContaining('no field constructor'),
        expect.stringContaining('Remove it'),
      ],
    ]);
    expect(
      findingsOf(DESTINATION_RULE, { host: 'a', tls: { mode: 'SIMPLE' } }),
    ).toMatchObject([
      { fix: 'It belongs in spec.trafficPolicy.tls; move it there.' },
    ]);
  });

  it('takes fields of the experimental Gateway API for what they are', () => {
    expect(
      findingsOf('gateway.networking.k8s.io/v1/HTTPRoute', {
        rules: [{ retry: { attempts: 2 } }],
      }),
    ).toMatchObject([{ code: 'MESH1001', severity: 'warning' }]);
  });

  it.each([
    [
      'MESH1002',
      { hosts: 'reviews' },
      'spec.hosts',
      'spec.hosts must be a list, but is text.',
    ],
    [
      'MESH1002',
      { hosts: [8080] },
      'spec.hosts[0]',
      'spec.hosts[0] must be text, but is a whole number.',
    ],
    [
      'MESH1002',
      { http: null },
      'spec.http',
      'spec.http must be a list, but is empty.',
    ],
    [
      'MESH1003',
      { http: [{ redirect: { derivePort: 'FROM_REQUEST' } }] },
      'spec.http[0].redirect.derivePort',
      'spec.http[0].redirect.derivePort cannot be "FROM_REQUEST".',
    ],
    [
      'MESH1004',
      { http: [{ route: [{ destination: {} }] }] },
      'spec.http[0].route[0].destination.host',
      'spec.http[0].route[0].destination has no host, which it needs.',
    ],
    [
      'MESH1005',
      { http: [{ mirrorPercent: -1 }] },
      'spec.http[0].mirrorPercent',
      'spec.http[0].mirrorPercent must be at least 0.',
    ],
    [
      'MESH1007',
      { http: [{ match: [{ uri: { exact: '/', prefix: '/' } }] }] },
      'spec.http[0].match[0].uri',
      'spec.http[0].match[0].uri has exact and prefix, which exclude each other.',
    ],
    [
      'MESH1009',
      { http: [{ timeout: '10' }] },
      'spec.http[0].timeout',
      'This is no duration of a millisecond or more.',
    ],
  ])('%s: %j', (code, spec, field, message) => {
    expect(findingsOf(VIRTUAL_SERVICE, spec)).toMatchObject([
      { code, field, message, severity: 'error' },
    ]);
  });

  it('judges the rules of a value only once it can be read', () => {
    const ports = { a: 1, b: 70000 };
    const codes = (spec: object) =>
      findingsOf('networking.istio.io/v1/WorkloadEntry', spec).map(
        ({ code, field }) => `${code} ${field}`,
      );
    expect(codes({ address: 'unix:///a', ports })).toEqual([
      'MESH1009 spec.ports.b',
      'MESH1009 spec',
    ]);
    expect(codes({ address: 3, ports: { a: 1 } })).toEqual([
      'MESH1002 spec.address',
    ]);
  });

  it('is part of mesh.check(), with the place in the file', () => {
    const mesh = meshOf(`
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: default, namespace: shop }
spec:
  mtls:
    mode: STRIKT
`);
    expect(mesh.check()).toMatchObject([
      {
        code: 'MESH1003',
        origin: { line: 7, column: 5 },
        fix: 'Did you mean STRICT? The values are UNSET, DISABLE, PERMISSIVE, STRICT.',
        because: [
          {
            says: 'The API server says: spec.mtls.mode: Unsupported value: "STRIKT": supported values: "UNSET", "DISABLE", "PERMISSIVE", "STRICT".',
          },
        ],
      },
    ]);
  });

  it('reads garbage without throwing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCHEMAS.keys()),
        fc.anything(),
        (key, spec) => {
          expect(validateSchema(objectOf(key, spec))).toBeInstanceOf(Array);
        },
      ),
    );
  });

  it('never takes a value of the definition for one of another shape', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...SCHEMAS)
          .chain(([key, { fields }]) =>
            valueOf(fields.spec).map(spec => objectOf(key, spec)),
          ),
        object => {
          expect(
            validateSchema(object).filter(({ code }) =>
              ['MESH1001', 'MESH1002', 'MESH1003', 'MESH1004'].includes(code),
            ),
          ).toEqual([]);
        },
      ),
    );
  });
});

/** Values of the shape that a schema wants, whatever its limits and rules say. */
function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'text':
      return schema.values
        ? fc.constantFrom(...schema.values)
        : schema.format
        ? fc.constant('YQ==')
        : fc.string({ maxLength: 8 });
    case 'integer':
      return schema.values ? fc.constantFrom(...schema.values) : fc.integer();
    case 'number':
      return fc.double({ noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'intOrText':
      return fc.oneof(fc.integer(), fc.string());
    case 'struct':
      return fc.dictionary(fc.string(), fc.anything());
    case 'list':
      return fc.array(valueOf(schema.item), { maxLength: 2 });
    case 'map':
      return fc.dictionary(fc.string(), valueOf(schema.value), { maxKeys: 2 });
    default:
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.fields).map(([name, field]) => [
            name,
            valueOf(field),
          ]),
        ),
        {
          requiredKeys: Object.keys(schema.fields).filter(
            name => schema.fields[name].required,
          ),
        },
      );
  }
}
