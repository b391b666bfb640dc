import {
  accessMatrix,
  type Access as EngineAccess,
  type AccessRow as EngineRow,
} from '@ecotrack/mesh-engine';
import type {
  Access,
  AccessRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';
import { callsOf, type Call } from '../traffic/calls';
import { UNNAMED_CLIENT } from '../traffic/peers';
import { count, sentence } from '../wording/figures';

const OPEN_FIRST: AccessRow['openness'][] = [
  'anyone',
  'unknown',
  'mesh',
  'some',
  'nobody',
];

const isOutside = ({ callers }: EngineAccess) =>
  callers.workloads.length === 0 && !callers.rest;

/** How far a port is open, by what callers may do of whom nothing but the identity is known. */
function opennessOf(access: readonly EngineAccess[]): AccessRow['openness'] {
  const outside = access.find(isOutside);
  const inside = access.filter(entry => !isOutside(entry));
  if (outside?.decision === 'allow') {
    return 'anyone';
  }
  if (access.some(({ decision }) => decision === 'depends')) {
    return 'unknown';
  }
  const allowed = inside.filter(({ decision }) => decision === 'allow');
  if (allowed.length === 0) {
    return 'nobody';
  }
  return allowed.length === inside.length ? 'mesh' : 'some';
}

/** The calls that callers of one entry made. */
function callsBy(
  calls: readonly Call[],
  { callers }: EngineAccess,
  named: ReadonlySet<string>,
): Call[] {
  const own = new Set(
    callers.workloads.map(({ namespace, name }) => `${namespace}/${name}`),
  );
  return calls.filter(({ source }) => {
    const key = `${source.namespace}/${source.workload}`;
    if (source.workload === 'unknown') {
      return own.size === 0 && !callers.rest;
    }
    return callers.rest ? !named.has(key) : own.has(key);
  });
}

/** What was seen from the callers of one entry; null without telemetry. */
function observed(
  { traffic }: QuestionInput,
  calls: readonly Call[],
): Pick<Access, 'observedRate' | 'observedFrom'> {
  return {
    observedRate: traffic
      ? calls.reduce((sum, { rate }) => sum + rate, 0)
      : null,
    observedFrom: [
      ...new Set(
        calls.map(({ source }) =>
          source.workload === 'unknown' ? UNNAMED_CLIENT : source.workload,
        ),
      ),
    ].sort(),
  };
}

function rowOf(
  input: QuestionInput,
  calls: ReadonlyMap<string, readonly Call[]>,
  { server, port, protocol, access, policies }: EngineRow,
): AccessRow {
  const { namespace = '', name } = server;
  const named = new Set(
    access.flatMap(({ callers }) =>
      callers.workloads.map(ref => `${ref.namespace}/${ref.name}`),
    ),
  );
  const served = calls.get(`${namespace}/${name}`) ?? [];
  return {
    namespace,
    workload: name,
    port: port ?? null,
    protocol: protocol ?? null,
    openness: opennessOf(access),
    policies,
    access: access.map(
      (entry): Access => ({
        callers: entry.callers.name,
        workloads: entry.callers.workloads,
        decision: entry.decision,
        dependsOn: entry.dependsOn,
        decidedBy: entry.decidedBy && {
          object: entry.decidedBy.policy,
          field: entry.decidedBy.field,
          file: entry.decidedBy.origin?.file,
          line: entry.decidedBy.origin?.line,
          says: 'This policy decided.',
        },
        ...observed(input, callsBy(served, entry, named)),
      }),
    ),
  };
}

function firstLine(rows: readonly AccessRow[], environment: string): string {
  if (rows.length === 0) {
    return `no workload of ${environment} is known`;
  }
  const open = rows.filter(({ openness }) => openness === 'anyone').length;
  const used = rows.flatMap(({ workload, access }) =>
    access
      .filter(
        ({ decision, observedRate: rate }) =>
          decision === 'deny' && (rate ?? 0) > 0,
      )
      .map(({ observedFrom }) => `${observedFrom.join(', ')} → ${workload}`),
  );
  const refused =
    used.length === 0
      ? 'nobody is seen calling what policies deny'
      : `${count(
          used.length,
          'call is',
          'calls are',
        )} seen that policies deny: ${used.slice(0, 3).join(', ')}`;
  return `${open} of ${count(
    rows.length,
    'port',
  )} let anybody in by AuthorizationPolicy; ${refused}`;
}

const POLICIES = 'authorizationpolicies.security.istio.io';

/** Who may call whom, and who was seen to. */
export function answerAccess(input: QuestionInput) {
  if (input.kubernetes.unreadable?.includes(POLICIES)) {
    return {
      answer: `Who may call whom is unknown: the portal may not read ${POLICIES}.`,
      items: [],
      sources: sourcesOf(input),
    };
  }
  const calls = new Map<string, Call[]>();
  for (const call of callsOf(input.traffic)) {
    if (call.protocol !== 'tcp') {
      const { namespace, workload } = call.destination;
      const key = `${namespace}/${workload}`;
      calls.set(key, [...(calls.get(key) ?? []), call]);
    }
  }
  const items = accessMatrix(input.mesh)
    .map(row => rowOf(input, calls, row))
    .sort(
      (a, b) =>
        OPEN_FIRST.indexOf(a.openness) - OPEN_FIRST.indexOf(b.openness) ||
        `${a.namespace}/${a.workload}`.localeCompare(
          `${b.namespace}/${b.workload}`,
        ) ||
        (a.port ?? 0) - (b.port ?? 0),
    );
  return {
    answer: sentence(firstLine(items, input.environment)),
    items,
    sources: sourcesOf(input),
  };
}
