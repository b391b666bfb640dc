import type { ObservedCall } from '../impact/types';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import type { KubeObject } from '../resources/types';
import { stableSelector } from './stableSelector';
import type { LeastPrivilege, RareCaller, UnidentifiedCallers } from './types';

/** Workloads that one selector picks, and the calls that reach or leave them. */
interface Group {
  namespace: string;
  name: string;
  selector: Record<string, string>;
  workloads: Workload[];
  calls: ObservedCall[];
}

const RUNS_RARELY = ['CronJob', 'Job'];

/** Groups workloads by the selector that lasts; `end` tells which end of a call belongs to them. */
function groupsOf(
  mesh: Mesh,
  traffic: readonly ObservedCall[],
  end: (call: ObservedCall) => ObservedCall['client'],
): Group[] {
  const groups = new Map<string, Group>();
  for (const call of traffic) {
    const { namespace = '', workload: name = '' } = end(call) ?? {};
    const workload = mesh.workload(namespace, name);
    if (!workload) {
      continue;
    }
    const selector = stableSelector(mesh, workload);
    const key = JSON.stringify([namespace, selector]);
    const group = groups.get(key) ?? {
      namespace,
      name: workload.canonicalName,
      selector,
      workloads: [],
      calls: [],
    };
    if (!group.workloads.includes(workload)) {
      group.workloads.push(workload);
    }
    group.calls.push(call);
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group);
}

/** Principal of the caller as policies name it; undefined where it has none or its connection carries none. */
function principalOf(mesh: Mesh, { client }: ObservedCall): string | undefined {
  const workload = client && mesh.workload(client.namespace, client.workload);
  return workload?.spiffe?.replace('spiffe://', '');
}

function unidentifiedOf(
  mesh: Mesh,
  { workloads, calls }: Group,
): UnidentifiedCallers | undefined {
  const unnamed = calls.filter(call => principalOf(mesh, call) === undefined);
  if (unnamed.length === 0) {
    return undefined;
  }
  const names = [
    ...new Set(
      unnamed.map(({ client }) =>
        client ? `${client.namespace}/${client.workload}` : 'unnamed callers',
      ),
    ),
  ];
  return {
    server: workloads[0].ref,
    requestRate: unnamed.reduce((sum, call) => sum + call.requestRate, 0),
    says: `${names.join(
      ', ',
    )} call without an identity of the mesh, so that no principal can let them in: give them a proxy first.`,
  };
}

function policyOf(mesh: Mesh, group: Group): KubeObject {
  const { namespace, name, selector, workloads, calls } = group;
  const principals = [
    ...new Set(calls.flatMap(call => principalOf(mesh, call) ?? [])),
  ].sort();
  const ports = [
    ...new Set(
      workloads
        .flatMap(workload => mesh.servicesOf(workload))
        .flatMap(service =>
          service.ports.map(({ targetPort, number }) => targetPort ?? number),
        ),
    ),
  ]
    .sort((a, b) => a - b)
    .map(String);
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: `${name}-callers`, namespace },
    spec: {
      selector: { matchLabels: selector },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals } }],
          ...(ports.length > 0 && { to: [{ operation: { ports } }] }),
        },
      ],
    },
  };
}

function sidecarOf(mesh: Mesh, group: Group): KubeObject {
  const { namespace, name, selector, calls } = group;
  const hosts = calls.flatMap(({ host }) => {
    const service = host ? mesh.serviceByHost(host) : undefined;
    return service ? `${service.namespace}/${service.host}` : [];
  });
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name, namespace },
    spec: {
      workloadSelector: { labels: selector },
      egress: [
        {
          hosts: [
            ...new Set([...hosts, `${mesh.config.rootNamespace}/*`]),
          ].sort(),
        },
      ],
    },
  };
}

function rareCallers(
  mesh: Mesh,
  traffic: readonly ObservedCall[],
): RareCaller[] {
  const seen = new Set(
    traffic.flatMap(({ client }) =>
      client ? `${client.namespace}/${client.workload}` : [],
    ),
  );
  return mesh.workloads.flatMap(({ ref, kind, namespace, name }) =>
    RUNS_RARELY.includes(kind)
      ? [
          {
            caller: ref,
            says: seen.has(`${namespace}/${name}`)
              ? `The ${kind} ran in the observed time; another run may call others.`
              : `The ${kind} did not run in the observed time: what it calls is not known.`,
          },
        ]
      : [],
  );
}

/**
 * AuthorizationPolicies and Sidecars that the observed traffic needs, and no more. A server that somebody without an
 * identity calls gets no policy, since it would refuse them; they are listed instead.
 * @param traffic - requests that were seen over a time long enough to be typical
 * @public
 */
export function leastPrivilege(
  mesh: Mesh,
  traffic: readonly ObservedCall[],
): LeastPrivilege {
  const servers = groupsOf(mesh, traffic, ({ server }) => server);
  const callers = groupsOf(mesh, traffic, ({ client }) => client);
  const refused = new Map(
    servers.flatMap(group => {
      const unidentified = unidentifiedOf(mesh, group);
      return unidentified ? [[group, unidentified] as const] : [];
    }),
  );
  const isGateway = ({ workloads }: Group) =>
    workloads.some(({ sidecar }) => sidecar.state === 'gateway');
  return {
    authorizationPolicies: servers
      .filter(group => !refused.has(group) && !isGateway(group))
      .map(group => policyOf(mesh, group)),
    sidecars: callers
      .filter(group => !isGateway(group))
      .map(group => sidecarOf(mesh, group)),
    unidentified: [...refused]
      .filter(([group]) => !isGateway(group))
      .map(([, found]) => found),
    rare: rareCallers(mesh, traffic),
  };
}
