import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namespaceField, workloadField } from '../../security/common/fields';
import { newObject, planOf } from '../../security/common/planOf';
import {
  alsoFor,
  describeScope,
  governing,
  scopeOf,
  selectorOf,
  type Scope,
} from '../../security/common/scope';
import { at } from '../../security/common/values';
import type { ChangeTemplate } from '../../types';
import {
  chosenProviders,
  entryOf,
  GROUP,
  providerOf,
  withEntry,
} from './entries';

const LOGS = ['all', 'errors', 'filter', 'off'] as const;

type Parameters = {
  namespace?: string;
  workload?: string;
  sampling?: number;
  tracingProvider?: string;
  accessLogs?: (typeof LOGS)[number];
  filter?: string;
  accessLogProvider?: string;
};

const ERRORS = 'response.code >= 400';

/** The entry without fields that are undefined, the others where they are. */
const tidy = (entry: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined),
  );

function withTracing(
  mesh: Mesh,
  scope: Scope,
  telemetry: KubeObject,
  { sampling, tracingProvider }: Parameters,
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

function withLogs(
  mesh: Mesh,
  scope: Scope,
  telemetry: KubeObject,
  { accessLogs, filter, accessLogProvider }: Parameters,
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

function check({ accessLogs, filter, ...others }: Parameters): void {
  const { sampling, tracingProvider, accessLogProvider } = others;
  const problems: [string, boolean, string][] = [
    [
      'sampling',
      sampling === undefined && accessLogs === undefined,
      'Say how many requests are traced, which are logged, or both.',
    ],
    [
      'tracingProvider',
      tracingProvider !== undefined && sampling === undefined,
      'A provider of traces needs a share of requests. Give sampling too.',
    ],
    [
      'accessLogProvider',
      accessLogProvider !== undefined && accessLogs === undefined,
      'A provider of logs needs to know which requests are logged. Give accessLogs too.',
    ],
    [
      'filter',
      (accessLogs === 'filter') !== (filter !== undefined),
      'A filter goes with accessLogs: filter, and that with a filter.',
    ],
  ];
  const problem = problems.find(([, isWrong]) => isWrong);
  if (problem) {
    throw new ParameterError(problem[0], problem[2]);
  }
}

/** What is logged now, as a form says it. */
function logsOf(telemetry: KubeObject): Partial<Parameters> {
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

function tracesOf(telemetry: KubeObject): Partial<Parameters> {
  const entry = entryOf(telemetry, 'tracing');
  const tracingProvider = providerOf(entry);
  const { randomSamplingPercentage: sampling } = entry;
  return typeof sampling === 'number'
    ? { sampling, ...(tracingProvider !== undefined && { tracingProvider }) }
    : {};
}

export const telemetry: ChangeTemplate<Parameters> = {
  id: 'telemetry',
  version: 1,
  topic: 'edges',
  title: 'Traces and access logs',
  summary: 'Says how many requests are traced and which are logged.',
  description: `Proxies report a share of the requests as traces, and write a line for requests to the access log. This change sets both for the whole mesh, a namespace or one workload; the narrowest counts.

Use it to see more of one service for a while, or to spend less on all. Tracing every request and logging every request cost storage; in production about 1 % of the traces and the errors of the log are usual.

A filter is an expression in CEL over the request and the answer, such as \`response.code >= 500 || request.url_path.startsWith("/admin")\`.

To go back, choose the values from before, or revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    anyOf: [{ required: ['sampling'] }, { required: ['accessLogs'] }],
    dependencies: { workload: ['namespace'] },
    properties: {
      namespace: namespaceField('Leave it out for the whole mesh.'),
      workload: workloadField('Leave it out for the whole namespace.'),
      sampling: {
        type: 'number',
        title: 'Traced requests',
        description: 'How many of a hundred requests are traced.',
        minimum: 0,
        maximum: 100,
      },
      tracingProvider: {
        type: 'string',
        title: 'Provider of traces',
        description:
          'Where traces go: a name of the mesh configuration. Left out, it stays as it is.',
        pattern: '^[\\w.-]+$',
        maxLength: 253,
      },
      accessLogs: {
        type: 'string',
        title: 'Logged requests',
        description:
          'All requests, errors alone (answers from 400), those of a filter, or none.',
        enum: LOGS,
      },
      filter: {
        type: 'string',
        title: 'Filter',
        description: 'Which requests are logged, in CEL.',
        pattern: '^[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?$',
        maxLength: 2048,
        examples: [ERRORS],
      },
      accessLogProvider: {
        type: 'string',
        title: 'Provider of logs',
        description:
          'Where the log goes: a name of the mesh configuration, or envoy for the output of the proxy. Left out, it stays as it is.',
        pattern: '^[\\w.-]+$',
        maxLength: 253,
      },
    },
  },

  current(given, { mesh }) {
    const found = governing(mesh, GROUP, 'Telemetry', scopeOf(mesh, given));
    return found ? { ...tracesOf(found), ...logsOf(found), ...given } : given;
  },

  plan(parameters, context) {
    const { mesh } = context;
    const { sampling, accessLogs } = parameters;
    check(parameters);
    const scope = scopeOf(mesh, parameters);
    const { namespace, workload } = scope;
    if (workload?.sidecar.state === 'none') {
      throw new ParameterError(
        'workload',
        `${workload.name} runs without a proxy of the mesh, so it reports nothing. Turn injection on for it first.`,
      );
    }
    const known = governing(mesh, GROUP, 'Telemetry', scope);
    const before =
      known ??
      newObject(
        mesh,
        GROUP,
        'Telemetry',
        { namespace, name: workload?.name ?? 'default' },
        workload
          ? { selector: { matchLabels: selectorOf(mesh, workload) } }
          : {},
      );
    const traced =
      sampling === undefined
        ? before
        : withTracing(mesh, scope, before, parameters);
    const wanted =
      accessLogs === undefined
        ? traced
        : withLogs(mesh, scope, traced, parameters);
    const said = [
      sampling !== undefined && `trace ${sampling} %`,
      accessLogs !== undefined &&
        `log ${accessLogs === 'off' ? 'nothing' : accessLogs}`,
    ].filter(Boolean);
    return planOf(context, {
      title: `Telemetry of ${describeScope(mesh, scope)}: ${said.join(', ')}`,
      wanted: [wanted],
      notes: known ? alsoFor(mesh, known, scope) : [],
    });
  },
};
