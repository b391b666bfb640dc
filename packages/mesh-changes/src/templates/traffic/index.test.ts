import fc from 'fast-check';
import { exampleContext } from '../../__testUtils__/exampleContext';
import type { ParameterSchema } from '../types';
import { ParameterValidator } from '../validateParameters';
import { changedByCurrent, refusal, template } from './__testUtils__/planned';
import { trafficTemplates } from '.';

const FOLDERS = [
  'ecotrack/overlays/production',
  'ecotrack/overlays/staging',
  'ecotrack/overlays/dev',
  'tai',
  'acgs2',
  'maily',
];

const validator = new ParameterValidator();

function* objectsOf(schema: ParameterSchema): Iterable<ParameterSchema> {
  if (schema.type === 'object') {
    yield schema;
  }
  for (const inner of [
    ...Object.values(schema.properties ?? {}),
    ...(schema.items ? [schema.items] : []),
  ]) {
    yield* objectsOf(inner);
  }
}

describe('templates of traffic', () => {
  it('have the ids that were asked for', () => {
    expect(trafficTemplates.map(({ id }) => id)).toEqual([
      'traffic-weights',
      'canary-start',
      'canary-step',
      'canary-promote',
      'canary-abort',
      'blue-green-switch',
      'header-match',
      'mirror',
      'rewrite',
      'redirect',
      'request-headers',
      'timeout',
      'retries',
      'fault-injection',
      'load-balancing',
      'connection-pool',
      'outlier-detection',
    ]);
  });

  it.each(trafficTemplates)(
    '$id begins with the service and takes nothing unknown',
    ({ parameters, description }) => {
      expect(Object.keys(parameters.properties ?? {}).slice(0, 2)).toEqual([
        'namespace',
        'service',
      ]);
      expect(parameters.properties?.service['x-picker']).toBe('service');
      expect(
        [...objectsOf(parameters)].map(
          ({ additionalProperties }) => additionalProperties,
        ),
      ).not.toContain(undefined);
      expect(description).toContain('back');
    },
  );

  it.each([
    [
      'request-headers',
      { request: { set: [{ name: 'x-a', value: 'a\r\nb: c' }] } },
      'request.set[0].value',
    ],
    [
      'request-headers',
      { request: { set: [{ name: 'x-a', value: '%REQ(X)%' }] } },
      'request.set[0].value',
    ],
    ['request-headers', { request: { remove: ['x: y'] } }, 'request.remove[0]'],
    ['canary-start', { version: 'v2\n- x: y', weight: 10 }, 'version'],
    ['canary-start', { version: 'v2', weight: 10.5 }, 'weight'],
    ['canary-start', { version: 'v2', weight: 100 }, 'weight'],
    [
      'traffic-weights',
      { weights: [{ version: 'v1', weight: -1 }] },
      'weights[0].weight',
    ],
    [
      'rewrite',
      { path: { kind: 'prefix', value: '/a\nb' }, toPath: '/b' },
      'path.value',
    ],
    [
      'redirect',
      { path: { kind: 'exact', value: '/a' }, toHost: 'a b' },
      'toHost',
    ],
    ['timeout', { timeout: '5' }, 'timeout'],
    ['retries', { attempts: 1, retryOn: ['5xx,foo'] }, 'retryOn[0]'],
    ['retries', { attempts: 1, perTryTimeout: '0s' }, 'perTryTimeout'],
    [
      'fault-injection',
      { delay: { duration: '1s', percentage: 101 } },
      'delay.percentage',
    ],
    [
      'fault-injection',
      { abort: { httpStatus: 99, percentage: 1 } },
      'abort.httpStatus',
    ],
    ['load-balancing', { algorithm: 'FASTEST' }, 'algorithm'],
    ['connection-pool', { maxConnections: 0 }, 'maxConnections'],
    ['outlier-detection', { maxEjectionPercent: 200 }, 'maxEjectionPercent'],
    ['mirror', { version: 'v2', surprise: 1 }, 'surprise'],
  ])('%s refuses %o', (id, parameters, field) => {
    expect(
      validator
        .validate(template(id), { namespace: 'a', service: 'b', ...parameters })
        .map(problem => problem.field),
    ).toEqual([field]);
  });

  it.each(FOLDERS)('change nothing of %s that current reads', folder => {
    const context = exampleContext(folder);
    const steps = trafficTemplates.filter(
      ({ id }) => !['canary-promote', 'canary-abort'].includes(id),
    );
    const read = context.mesh.services.flatMap(({ namespace, name }) =>
      steps.flatMap(({ id, current }) => {
        const given = { namespace, service: name };
        const parameters = current?.(given, context) ?? given;
        const isRead = Object.keys(parameters).length > 2;
        return isRead ? [{ id, given }] : [];
      }),
    );
    expect(read.length).toBeGreaterThan(10);
    expect(
      read.flatMap(({ id, given }) =>
        refusal(id, template(id).current?.(given, context) ?? given, context)
          ? []
          : changedByCurrent(id, given, context).changed,
      ),
    ).toEqual([]);
  });

  it('answer any parameters of their type with a plan or a sentence', () => {
    const context = exampleContext('ecotrack/overlays/production');
    const services = context.mesh.services.map(({ namespace, name }) => ({
      namespace,
      service: name,
    }));
    expect(services.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(
        fc.constantFrom(...trafficTemplates),
        fc.constantFrom(...services),
        fc.record(
          {
            version: fc.constantFrom('v1', 'v2', 'v3'),
            weight: fc.integer({ min: 1, max: 99 }),
            weights: fc.constant([{ version: 'v1', weight: 100 }]),
            match: fc.record({
              kind: fc.constantFrom('header', 'cookie'),
              name: fc.constantFrom('x-a', 'user'),
            }),
            path: fc.record({
              kind: fc.constantFrom('prefix', 'exact'),
              value: fc.constantFrom('/', '/a', '/a/'),
            }),
            toPath: fc.constantFrom('/', '/b', '/b/'),
            timeout: fc.constantFrom('0s', '3s'),
            attempts: fc.nat(3),
            percentage: fc.integer({ min: 0, max: 100 }),
            delay: fc.constant({ duration: '1s', percentage: 5 }),
            algorithm: fc.constantFrom('RANDOM', 'CONSISTENT_HASH'),
            maxConnections: fc.integer({ min: 1 }),
            consecutive5xxErrors: fc.nat(),
            remove: fc.boolean(),
            route: fc.constantFrom('0', '1', 'main'),
          },
          {
            requiredKeys: [
              'match',
              'path',
              'weights',
              'version',
              'weight',
              'timeout',
              'attempts',
            ],
          },
        ),
        ({ id }, target, parameters) =>
          refusal(id, { ...parameters, ...target }, context)?.message.endsWith(
            '.',
          ) ?? true,
      ),
      { numRuns: 300 },
    );
  });
});
