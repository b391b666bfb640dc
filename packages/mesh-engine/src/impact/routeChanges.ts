import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import { Router } from '../routing/Router';
import type { RouteRequest } from '../routing/types';
import { affectedHosts, isAffected, type AffectedHosts } from './affectedHosts';
import { callerClasses } from './callers';
import { routeSignature } from './routeCallers';
import { kindOf, type ChangedObject } from './changedObjects';
import { isEmpty, isInScope, scopeOf, servicesOf, type Scope } from './scope';
import type { Traffic } from './Traffic';
import type { RouteChange } from './types';
import { waysOf } from './wayInWords';

const PROTOCOLS: Record<string, RouteRequest['protocol']> = {
  http: 'http',
  http2: 'http2',
  grpc: 'grpc',
};

interface Asked {
  from: string;
  host: string;
  port: number;
  before: RouteRequest;
  after: RouteRequest;
  services: MeshService[];
}

function fromSidecars(
  before: Mesh,
  after: Mesh,
  affected: AffectedHosts,
  sidecars: Scope,
): Asked[] {
  const classes = callerClasses(
    before,
    after,
    routeSignature(before, after, isEmpty(sidecars) ? affected : 'all'),
  ).filter(({ after: caller }) =>
    ['all', 'some', 'unknown'].includes(caller?.sidecar.state ?? ''),
  );
  const ofSidecars = classes.filter(
    ({ after: caller }) => caller && isInScope(sidecars, caller.namespace),
  );
  return servicesOf(before, after).flatMap(pair =>
    pair.after.ports.flatMap(({ number, protocol }) =>
      (isAffected(pair.after.host, affected) ? classes : ofSidecars).map(
        caller => {
          const request = {
            host: pair.after.host,
            port: number,
            protocol: PROTOCOLS[protocol] ?? ('tcp' as const),
          };
          return {
            from: `mesh, ${caller.callers.name}`,
            host: pair.after.host,
            port: number,
            before: { ...request, from: caller.before! },
            after: { ...request, from: caller.after! },
            services: [pair.after],
          };
        },
      ),
    ),
  );
}

function hostsOfGateways(mesh: Mesh): string[] {
  return mesh
    .objects('VirtualService', 'networking.istio.io')
    .flatMap(({ spec }) => (spec as { hosts?: unknown })?.hosts ?? [])
    .filter((host): host is string => typeof host === 'string');
}

function fromGateways(
  before: Mesh,
  after: Mesh,
  affected: AffectedHosts,
): Asked[] {
  const hosts = [
    ...new Set([...hostsOfGateways(before), ...hostsOfGateways(after)]),
  ].filter(host => !host.startsWith('*') && isAffected(host, affected));
  const servers = new Map<string, { workload: Workload; ports: Set<number> }>();
  for (const { workloads, ports } of after.gateways) {
    for (const workload of workloads) {
      const key = `${workload.namespace}/${workload.name}`;
      const known = servers.get(key) ?? { workload, ports: new Set<number>() };
      ports.forEach(port => known.ports.add(port));
      servers.set(key, known);
    }
  }
  return [...servers].flatMap(([from, { workload, ports }]) => {
    const old = before.workload(workload.namespace, workload.name);
    return old
      ? [...ports].flatMap(port =>
          hosts.map(host => ({
            from,
            host,
            port,
            before: { from: old, host, port },
            after: { from: workload, host, port },
            services: [],
          })),
        )
      : [];
  });
}

/** Hosts whose requests go elsewhere, or are treated otherwise on the way. */
export function routeChanges(
  before: Mesh,
  after: Mesh,
  changes: readonly ChangedObject[],
  traffic: Traffic,
): RouteChange[] {
  const isOfSidecar = (change: ChangedObject) => kindOf(change) === 'Sidecar';
  const sidecars = scopeOf(
    changes.filter(isOfSidecar),
    ['Sidecar'],
    after.config.rootNamespace,
  );
  const affected = affectedHosts(
    before,
    after,
    changes.filter(change => !isOfSidecar(change)),
  );
  if (affected !== 'all' && affected.length === 0 && isEmpty(sidecars)) {
    return [];
  }
  const [old, now] = [new Router(before), new Router(after)];
  const found = new Map<string, RouteChange>();
  for (const asked of [
    ...fromSidecars(before, after, affected, sidecars),
    ...fromGateways(before, after, affected),
  ]) {
    const was = waysOf(old.decide(asked.before), asked.host);
    const is = waysOf(now.decide(asked.after), asked.host);
    if (was.join('\n') === is.join('\n')) {
      continue;
    }
    const { host, port, from, services } = asked;
    const key = JSON.stringify([host, port, was, is]);
    const known = found.get(key);
    if (known) {
      known.from = known.from.startsWith('mesh') ? 'mesh' : known.from;
    } else {
      found.set(key, {
        host,
        port,
        from,
        before: was,
        after: is,
        requestRate: traffic.rateTo(
          services.flatMap(({ workloads }) => workloads),
        ),
        because: now.route(asked.after).because,
      });
    }
  }
  return [...found.values()];
}
