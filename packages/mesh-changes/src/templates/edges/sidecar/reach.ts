import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import type { PlanContext } from '../../types';
import type { Caller } from '../../security/common/callers';
import { listed } from '../../security/common/find';
import { at, texts, withAt } from '../../security/common/values';
import { hostOf, inOrder, type Dependency } from './dependencies';
import { listenerOf, sidecarFor } from './sidecarScope';

/** Sidecars that say what the proxies of a caller, or of a whole namespace, know. */
export function scopesOf(
  mesh: Mesh,
  { namespace, serviceAccount }: Caller,
): KubeObject[] {
  const found = mesh.workloads
    .filter(
      workload =>
        workload.namespace === namespace &&
        (serviceAccount ?? workload.serviceAccount) === workload.serviceAccount,
    )
    .map(
      workload =>
        sidecarFor(mesh, { namespace, workload }) ??
        sidecarFor(mesh, { namespace }),
    );
  return [...new Set(found)].filter(scope => scope !== undefined);
}

/** Whether an entry of a Sidecar has a host in it. */
export function covers(entry: string, host: string, home: string): boolean {
  const [place, name] = entry.split('/');
  const [wanted, service] = host.split('/');
  const inFull = (each: string | undefined) => (each === '.' ? home : each);
  return (
    (place === '*' || inFull(place) === inFull(wanted)) &&
    (name === '*' || name === service)
  );
}

/** The Sidecar with hosts that it lacks. */
export function reach(
  sidecar: KubeObject,
  hosts: readonly string[],
  home: string,
): KubeObject {
  const place = ['spec', 'egress', listenerOf(sidecar), 'hosts'];
  const written = texts(at(sidecar, ...place));
  const missing = hosts.filter(
    host => !written.some(entry => covers(entry, host, home)),
  );
  const said = written.filter(entry => entry !== '~/*');
  return missing.length === 0 || written.length === 0
    ? sidecar
    : withAt(sidecar, place, inOrder([...said, ...missing], said, home));
}

/**
 * What callers call, in the Sidecars that say what their proxies know. Of those that may be changed by nobody here, or
 * that are for a whole namespace of callers, notes tell.
 */
export function withinReach(
  { mesh, declared }: PlanContext,
  callers: readonly Caller[],
  called: Dependency,
): { wanted: KubeObject[]; notes: string[] } {
  const wanted = new Map<KubeObject, KubeObject>();
  const left = new Set<KubeObject>();
  for (const caller of callers) {
    const host = hostOf(mesh, caller.namespace, called, 'service');
    for (const scope of scopesOf(mesh, caller)) {
      const edited = reach(scope, [host], caller.namespace);
      if (edited !== scope) {
        const isOurs =
          caller.serviceAccount !== undefined &&
          declared.get(refOf(scope)) !== undefined;
        if (isOurs) {
          wanted.set(scope, edited);
        } else {
          left.add(scope);
        }
      }
    }
  }
  const names = [...left].map(scope => describeRef(refOf(scope)));
  return {
    wanted: [...wanted.values()],
    notes:
      names.length === 0
        ? []
        : [
            `${called.service} is missing from ${listed(
              names,
            )}, so the proxies there do not know it. Name the service accounts that call it, or add it with the change sidecar-scope.`,
          ],
  };
}
