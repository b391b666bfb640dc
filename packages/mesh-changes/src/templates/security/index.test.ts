import fc from 'fast-check';
import { edgeTemplates } from '../edges';
import { ParameterError } from '../ParameterError';
import type { ChangeTemplate, Parameters, ParameterSchema } from '../types';
import { filesAfter } from './__testUtils__/files';
import {
  DEV,
  environment,
  faultsOf,
  problemsOf,
  PRODUCTION,
} from './__testUtils__/planning';
import { securityTemplates } from '.';

const WITH_PROTOTYPE = { noNullPrototype: true };

const all = [...securityTemplates, ...edgeTemplates];

function template(id: string): ChangeTemplate {
  const found = all.find(each => each.id === id);
  if (!found) {
    throw new Error(`No template ${id}`);
  }
  return found;
}

function* objectsOf(schema: ParameterSchema): Iterable<ParameterSchema> {
  if (schema.type === 'object') {
    yield schema;
  }
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
  ];
  for (const each of inner) {
    yield* objectsOf(each);
  }
}

const orders = { namespace: 'ecotrack', service: 'order-service' };
const user = { namespace: 'ecotrack', serviceAccount: 'user-service' };
const production = (path: string) => `ecotrack/${path}`;

describe('templates of security and edges', () => {
  it('have the ids that were asked for', () => {
    expect(all.map(({ id }) => id)).toEqual([
      'mtls-mode',
      'allow-caller',
      'revoke-caller',
      'deny-by-default',
      'database-access',
      'require-jwt',
      'require-header',
      'accept-finding',
      'reopen-finding',
      'external-service',
      'sidecar-scope',
      'injection',
      'telemetry',
    ]);
  });

  it.each(all)(
    '$id begins with the namespace, takes nothing unknown and explains every field',
    ({ parameters, description, topic }) => {
      const objects = [...objectsOf(parameters)];
      const fields = objects.flatMap(({ properties }) =>
        Object.values(properties ?? {}),
      );
      expect(Object.keys(parameters.properties ?? {})[0]).toBe('namespace');
      expect(
        objects.every(
          ({ additionalProperties }) => additionalProperties === false,
        ),
      ).toBe(true);
      expect(
        fields.filter(field => !field.title || !field.description),
      ).toEqual([]);
      expect(description).toContain('To go back');
      expect(['security', 'edges']).toContain(topic);
    },
  );

  it.each([
    [
      'mtls-mode',
      { namespace: 'ecotrack', mode: 'PERMISSIVE' },
      { [production('base/mesh/peer-authentication.yaml')]: 0 },
    ],
    [
      'allow-caller',
      { ...orders, callers: [user], methods: ['GET', 'POST'] },
      {
        [production('base/services/order-service/mesh.yaml')]: 1,
        [production('base/services/user-service/mesh.yaml')]: 1,
      },
    ],
    [
      'revoke-caller',
      {
        ...orders,
        callers: [{ namespace: 'ambassador', serviceAccount: 'ambassador' }],
      },
      { [production('base/services/order-service/mesh.yaml')]: -1 },
    ],
    [
      'database-access',
      { namespace: 'data', service: 'redis', port: 6379, callers: [user] },
      {
        [production('base/data/redis/mesh.yaml')]: 1,
        [production('base/services/user-service/mesh.yaml')]: 1,
      },
    ],
    [
      'telemetry',
      { sampling: 5 },
      { [production('base/mesh/telemetry.yaml')]: 0 },
    ],
    [
      'injection',
      { namespace: 'ambassador', state: 'disabled' },
      { [production('base/platform/namespaces.yaml')]: 0 },
    ],
  ])(
    '%s changes the files of production by the lines it needs',
    (id, parameters, files) => {
      expect(filesAfter(template(id), parameters, PRODUCTION)).toEqual({
        files,
        isAsPlanned: true,
      });
    },
  );

  it.each([
    ['deny-by-default', PRODUCTION, { namespace: 'ecotrack' }],
    [
      'require-jwt',
      PRODUCTION,
      {
        ...orders,
        issuer: 'https://id.example.com',
        jwksUri: 'https://id.example.com/keys',
      },
    ],
    ['require-header', DEV, { ...orders, header: 'x-tenant' }],
    [
      'external-service',
      PRODUCTION,
      {
        namespace: 'ecotrack',
        hosts: ['api.ship.example.com'],
        ports: [{ number: 80, protocol: 'HTTP' }],
        tls: 'originate',
        egressGateway: true,
        callers: [user],
      },
    ],
    [
      'sidecar-scope',
      PRODUCTION,
      {
        namespace: 'ecotrack',
        workload: 'order-service-v1',
        dependencies: [{ namespace: 'ecotrack' }],
      },
    ],
    [
      'allow-caller',
      'tai',
      {
        namespace: 'tai-system',
        service: 'governor',
        callers: [{ namespace: 'tai-system', serviceAccount: 'scheduler' }],
      },
    ],
    [
      'sidecar-scope',
      'acgs2',
      {
        namespace: 'acgs-system',
        dependencies: [{ namespace: 'acgs-system' }],
      },
    ],
    [
      'mtls-mode',
      'maily',
      { namespace: 'maily-production', mode: 'PERMISSIVE' },
    ],
  ])('%s fits the files of %s', (id, folder, parameters) => {
    const { files, isAsPlanned } = filesAfter(template(id), parameters, folder);
    expect(isAsPlanned).toBe(true);
    expect(Object.keys(files).length).toBeGreaterThan(0);
  });

  it('answer any parameters that fit their schema with a sound plan or a sentence', () => {
    const context = environment(DEV);
    const { mesh } = context;
    const namespaces = [...mesh.namespaces.keys(), 'istio-system', 'shop'];
    const services = [...new Set(mesh.services.map(({ name }) => name))];
    const account = fc.record(
      {
        namespace: fc.constantFrom(...namespaces),
        serviceAccount: fc.constantFrom(
          'user-service',
          'ambassador',
          'billing',
        ),
      },
      WITH_PROTOTYPE,
    );
    const target = fc.constantFrom(
      ...mesh.services.map(({ namespace, name }) => ({
        namespace,
        service: name,
      })),
      { namespace: 'shop', service: 'x' },
    );
    const given = fc.record(
      {
        workload: fc.constantFrom(...mesh.workloads.map(({ name }) => name)),
        port: fc.constantFrom(8080, 6379, 443),
        mode: fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE', 'UNSET'),
        callers: fc.array(account, { minLength: 1, maxLength: 2 }),
        keep: fc.array(account, { maxLength: 2 }),
        methods: fc.constantFrom(['GET'], ['POST', 'PUT']),
        paths: fc.constantFrom(['/a'], ['/a/*', '*.json']),
        ports: fc.constantFrom([8080], [443]),
        header: fc.constantFrom('x-a', 'Host'),
        values: fc.constantFrom(['1'], ['a-*']),
        state: fc.constantFrom('enabled', 'disabled', 'unset'),
        sampling: fc.integer({ min: 0, max: 100 }),
        accessLogs: fc.constantFrom('all', 'errors', 'filter', 'off'),
        dependencies: fc.array(
          fc.record(
            {
              namespace: fc.constantFrom(...namespaces, '*'),
              service: fc.constantFrom(...services),
            },
            WITH_PROTOTYPE,
          ),
          { maxLength: 3 },
        ),
      },
      {
        ...WITH_PROTOTYPE,
        requiredKeys: ['mode', 'callers', 'header', 'state', 'dependencies'],
      },
    );
    const faults = (each: ChangeTemplate, parameters: Parameters) => {
      try {
        return faultsOf(each, parameters, context);
      } catch (error) {
        if (error instanceof ParameterError) {
          return [];
        }
        throw error;
      }
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...all.map(({ id }) => id)),
        target,
        given,
        (id, place, values) => {
          const each = template(id);
          const parameters = Object.fromEntries(
            Object.entries({ ...values, ...place }).filter(
              ([name]) => name in (each.parameters.properties ?? {}),
            ),
          );
          fc.pre(problemsOf(each, parameters).length === 0);
          expect(faults(each, parameters)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});
