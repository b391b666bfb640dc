import {
  accessMatrix,
  type Access as EngineAccess,
  type AccessRow as EngineRow,
  type Mesh,
  type MeshService,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import type {
  Access,
  AccessRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';
import { callsOf, type Call } from '../traffic/calls';
import { isControlPlane, isEntry, UNNAMED_CLIENT } from '../traffic/peers';
import { count, sentence } from '../wording/figures';
import { OPEN_FIRST, opennessOf } from './openness';

function servicesOf(mesh: Mesh, server: ObjectRef): readonly MeshService[] {
  const workload = mesh.workload(server.namespace ?? '', server.name);
  return workload ? mesh.servicesOf(workload) : [];
}

function isOfControlPlane(mesh: Mesh, server: ObjectRef): boolean {
  const services = servicesOf(mesh, server);
  return (
    services.length > 0 &&
    services.every(service => isControlPlane(mesh, service))
  );
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
    isEntry: servicesOf(input.mesh, server).some(service =>
      isEntry(input.mesh, service),
    ),
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
        deniedAndSeen: false,
      }),
    ),
  };
}

/** Marks callers that were seen although every port of the workload denies them. */
function marked(rows: readonly AccessRow[]): AccessRow[] {
  const allowed = new Set(
    rows.flatMap(({ namespace, workload, access }) =>
      access
        .filter(({ decision }) => decision !== 'deny')
        .flatMap(({ observedFrom }) =>
          observedFrom.map(from => `${namespace}/${workload} ${from}`),
        ),
    ),
  );
  return rows.map(row => ({
    ...row,
    access: row.access.map(entry => ({
      ...entry,
      deniedAndSeen:
        entry.decision === 'deny' &&
        entry.observedFrom.some(
          from => !allowed.has(`${row.namespace}/${row.workload} ${from}`),
        ),
    })),
  }));
}

function firstLine(rows: readonly AccessRow[], environment: string): string {
  if (rows.length === 0) {
    return `no workload of ${environment} is known`;
  }
  const inner = rows.filter(({ isEntry: entry }) => !entry);
  const open = inner.filter(({ openness }) => openness === 'anyone').length;
  const used = [
    ...new Set(
      rows.flatMap(({ workload, access }) =>
        access
          .filter(({ deniedAndSeen }) => deniedAndSeen)
          .map(
            ({ observedFrom }) => `${observedFrom.join(', ')} → ${workload}`,
          ),
      ),
    ),
  ];
  const refused =
    used.length === 0
      ? 'nobody is seen calling what policies deny'
      : `${count(
          used.length,
          'call is',
          'calls are',
        )} seen that policies deny: ${used.slice(0, 3).join(', ')}`;
  return `${open} of ${count(
    inner.length,
    'port',
  )} behind the entries let anybody in by AuthorizationPolicy; ${refused}`;
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
  const rows = accessMatrix(input.mesh)
    .filter(({ server }) => !isOfControlPlane(input.mesh, server))
    .map(row => rowOf(input, calls, row));
  const items = marked(rows).sort(
    (a, b) =>
      Number(a.isEntry) - Number(b.isEntry) ||
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
