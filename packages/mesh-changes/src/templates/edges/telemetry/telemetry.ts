import { ParameterError } from '../../ParameterError';
import { namespaceField, workloadField } from '../../security/common/fields';
import { newObject, planOf } from '../../security/common/planOf';
import {
  alsoFor,
  describeScope,
  governing,
  scopeOf,
  selectorOf,
} from '../../security/common/scope';
import type { ChangeTemplate } from '../../types';
import { checkParameters } from './checkParameters';
import { GROUP } from './entries';
import {
  ERRORS,
  LOGS,
  logsOf,
  tracesOf,
  withLogs,
  withTracing,
  type TelemetryParameters,
} from './signals';

export const telemetry: ChangeTemplate<TelemetryParameters> = {
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
    checkParameters(parameters);
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
