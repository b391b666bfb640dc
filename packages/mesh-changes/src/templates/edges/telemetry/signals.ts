import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { Scope } from '../../security/common/scope';
import { at } from '../../security/common/values';
import { chosenProviders, entryOf, providerOf, withEntry } from './entries';

export const LOGS = ['all', 'errors', 'filter', 'off'] as const;

export type TelemetryParameters = {
  namespace?: string;
  workload?: string;
  sampling?: number;
  tracingProvider?: string;
  accessLogs?: (typeof LOGS)[number];
  filter?: string;
  accessLogProvider?: string;
};

/** Which requests are errors, in CEL. */
export const ERRORS = 'response.code >= 400';

/** The entry without fields that are undefined, the others where they are. */
const tidy = (entry: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  );

/** The Telemetry with a share of traced requests. */
export function withTracing(
  mesh: Mesh,
  scope: Scope,
  telemetry: KubeObject,
  { sampling, tracingProvider }: TelemetryParameters,
): KubeObject {
  const entry = entryOf(telemetry, 'tracing');
  const providers = chosenProviders(mesh, scope, 'tracing', {
    entry,
    asked: tracingProvider,
    field: 'tracingProvider',
  });
  const isOff = sampling === 0 && entry.disableSpanReporting;
  return withEntry(
    telemetry,
    'tracing',
    tidy({
      ...entry,
      providers,
      randomSamplingPercentage: sampling,
      disableSpanReporting: isOff || undefined,
    }),
  );
}

/** The Telemetry with logged requests. */
export function withLogs(
  mesh: Mesh,
  scope: Scope,
  telemetry: KubeObject,
  { accessLogs, filter, accessLogProvider }: TelemetryParameters,
): KubeObject {
  const entry = entryOf(telemetry, 'accessLogging');
  const providers = chosenProviders(mesh, scope, 'accessLogging', {
    entry,
    asked: accessLogProvider,
    field: 'accessLogProvider',
  });
  const expressions = { all: undefined, errors: ERRORS, filter };
  const said =
    accessLogs === 'off'
      ? { disabled: true }
      : {
          disabled: undefined,
          filter:
            accessLogs && expressions[accessLogs]
              ? { expression: expressions[accessLogs] }
              : undefined,
        };
  return withEntry(
    telemetry,
    'accessLogging',
    tidy({ ...entry, providers, ...said }),
  );
}

/** What is logged now, as a form says it. */
export function logsOf(telemetry: KubeObject): Partial<TelemetryParameters> {
  const entry = entryOf(telemetry, 'accessLogging');
  const expression = at(entry, 'filter', 'expression');
  const accessLogProvider = providerOf(entry);
  if (Object.keys(entry).length === 0) {
    return {};
  }
  const provider = accessLogProvider !== undefined && { accessLogProvider };
  if (entry.disabled === true) {
    return { accessLogs: 'off', ...provider };
  }
  if (typeof expression !== 'string') {
    return { accessLogs: 'all', ...provider };
  }
  return expression === ERRORS
    ? { accessLogs: 'errors', ...provider }
    : { accessLogs: 'filter', filter: expression, ...provider };
}

/** What is traced now, as a form says it. */
export function tracesOf(telemetry: KubeObject): Partial<TelemetryParameters> {
  const entry = entryOf(telemetry, 'tracing');
  const tracingProvider = providerOf(entry);
  const { randomSamplingPercentage: sampling } = entry;
  return typeof sampling === 'number'
    ? { sampling, ...(tracingProvider !== undefined && { tracingProvider }) }
    : {};
}
