import {
  after,
  changedBy,
  DEV,
  environment,
  faultsOf,
  problemsOf,
  PRODUCTION,
  refusalOf,
  STAGING,
} from '../../security/__testUtils__/planning';
import { telemetry } from './telemetry';

const order = { namespace: 'ecotrack', workload: 'order-service-v1' };

describe('telemetry', () => {
  it.each([
    [PRODUCTION, { sampling: 5 }, 'default'],
    [STAGING, { namespace: 'ecotrack', accessLogs: 'all' }, 'default'],
    [
      DEV,
      {
        ...order,
        sampling: 100,
        accessLogs: 'filter',
        filter: 'response.code >= 500',
      },
      'order-service-v1',
    ],
    [PRODUCTION, { accessLogs: 'off' }, 'default'],
    [
      PRODUCTION,
      { ...order, accessLogs: 'errors', accessLogProvider: 'envoy' },
      'order-service-v1',
    ],
    ['tai', { namespace: 'tai-system', sampling: 10 }, 'tai-tracing'],
    [
      'acgs2',
      { namespace: 'acgs-system', sampling: 1, accessLogs: 'errors' },
      'acgs',
    ],
    ['maily', { sampling: 1 }, 'default'],
  ] as const)('in %s, %j changes Telemetry %s', (folder, parameters, name) => {
    const context = environment(folder);
    expect(faultsOf(telemetry, parameters, context)).toEqual([]);
    const plan = telemetry.plan(parameters, context);
    expect(changedBy(context, plan)).toEqual([`Telemetry ${name}`]);
    expect(telemetry.current?.({}, after(context, plan))).toEqual(
      expect.objectContaining(
        'namespace' in parameters ? {} : { ...parameters },
      ),
    );
  });

  it('changes the share alone, and nothing beside it', () => {
    const context = environment('acgs2');
    const [before] = context.mesh.objects('Telemetry');
    const plan = telemetry.plan(
      { namespace: 'acgs-system', sampling: 1 },
      context,
    );
    expect(JSON.stringify(plan.wanted[0])).toBe(
      JSON.stringify(before).replace(
        '"randomSamplingPercentage":100',
        '"randomSamplingPercentage":1',
      ),
    );
  });

  it('names the provider of the level above for a new object', () => {
    const [wanted] = telemetry.plan(
      { ...order, sampling: 100, accessLogs: 'all' },
      environment(PRODUCTION),
    ).wanted;
    expect(wanted.spec).toEqual({
      selector: { matchLabels: { app: 'order-service', version: 'v1' } },
      tracing: [
        { providers: [{ name: 'tempo' }], randomSamplingPercentage: 100 },
      ],
      accessLogging: [{ providers: [{ name: 'loki' }] }],
    });
  });

  it('turns the log on again', () => {
    const context = environment(PRODUCTION);
    const off = after(context, telemetry.plan({ accessLogs: 'off' }, context));
    const back = after(off, telemetry.plan({ accessLogs: 'errors' }, off));
    expect(back.mesh.objects('Telemetry')).toEqual(
      context.mesh.objects('Telemetry'),
    );
  });

  it.each([
    [PRODUCTION, {}],
    [DEV, {}],
    ['tai', { namespace: 'tai-system' }],
    ['acgs2', { namespace: 'acgs-system' }],
  ])('changes nothing with what is there now: %s %j', (folder, given) => {
    const context = environment(folder);
    const found = telemetry.current?.(given, context) ?? {};
    expect(found.sampling).toBeDefined();
    expect(problemsOf(telemetry, found)).toEqual([]);
    expect(changedBy(context, telemetry.plan(found, context))).toEqual([]);
  });

  it.each([
    [{ namespace: 'shop' }, 'namespace: '],
    [{ namespace: 'ecotrack', workload: 'billing' }, 'workload: '],
    [
      { namespace: 'legacy', workload: 'legacy-batch' },
      'workload: legacy-batch runs without a proxy',
    ],
    [
      { tracingProvider: 'jaeger' },
      'tracingProvider: The mesh configuration has no such provider jaeger. There is: tempo.',
    ],
    [
      { accessLogs: 'all' as const, accessLogProvider: 'splunk' },
      'accessLogProvider: ',
    ],
    [
      { accessLogProvider: 'loki' },
      'accessLogProvider: A provider of logs needs',
    ],
    [
      {
        sampling: undefined,
        accessLogs: 'all' as const,
        tracingProvider: 'tempo',
      },
      'tracingProvider: A provider of traces needs',
    ],
    [{ accessLogs: 'filter' as const }, 'filter: '],
    [{ accessLogs: 'all' as const, filter: 'true' }, 'filter: '],
    [{ sampling: undefined }, 'sampling: Say how many'],
  ])('refuses %j', (wrong, message) => {
    expect(
      refusalOf(() =>
        telemetry.plan({ sampling: 1, ...wrong }, environment(DEV)),
      ),
    ).toContain(message);
  });

  it.each([
    [{}, ['', 'accessLogs', 'sampling']],
    [{ sampling: 101 }, ['sampling']],
    [{ sampling: 1, workload: 'x' }, ['']],
    [{ accessLogs: 'filter', filter: 'a\nb' }, ['filter']],
  ])('its schema refuses %j', (parameters, problem) => {
    expect(problemsOf(telemetry, parameters)).toEqual(problem);
  });
});
