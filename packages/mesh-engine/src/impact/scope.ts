import type { Mesh } from '../mesh/Mesh';
import type { MeshService, Workload } from '../mesh/types';
import { refKey } from '../resources/ref';
import type { ChangedObject } from './changedObjects';

/** Where the changed objects of some kinds can matter: everywhere, or in some namespaces. */
export type Scope = { namespaces: ReadonlySet<string> } | 'everywhere';

/** Kinds that change what any other object means. */
const EVERYWHERE = [
  'ConfigMap',
  'MutatingWebhookConfiguration',
  'GatewayClass',
];

/** Kinds that run or name what is called. */
export const RUNNING = [
  'Namespace',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
  'Job',
  'CronJob',
  'Pod',
  'Service',
  'ServiceEntry',
  'WorkloadEntry',
];

/** The namespaces in which the changes of these kinds matter; a policy of the root namespace matters everywhere. */
export function scopeOf(
  changes: readonly ChangedObject[],
  kinds: readonly string[],
  rootNamespace: string,
): Scope {
  const namespaces = new Set<string>();
  for (const { before, after } of changes) {
    const object = after ?? before!;
    const { name, namespace } = object.metadata;
    if (EVERYWHERE.includes(object.kind)) {
      return 'everywhere';
    }
    if (kinds.includes(object.kind) || RUNNING.includes(object.kind)) {
      if (namespace === rootNamespace && !RUNNING.includes(object.kind)) {
        return 'everywhere';
      }
      namespaces.add(
        object.kind === 'Namespace' ? name : namespace ?? 'default',
      );
    }
  }
  return { namespaces };
}

/** Whether nothing is in the scope. */
export const isEmpty = (scope: Scope): boolean =>
  scope !== 'everywhere' && scope.namespaces.size === 0;

/** Whether a namespace is in the scope. */
export const isInScope = (scope: Scope, namespace: string): boolean =>
  scope === 'everywhere' || scope.namespaces.has(namespace);

/** Workloads of the scope that run before and after. */
export function workloadsIn(
  scope: Scope,
  before: Mesh,
  after: Mesh,
): { before: Workload; after: Workload }[] {
  return after.workloads.flatMap(workload => {
    const old = before.workload(workload.namespace, workload.name);
    return old && isInScope(scope, workload.namespace)
      ? [{ before: old, after: workload }]
      : [];
  });
}

/** Services that are there before and after. */
export function servicesOf(
  before: Mesh,
  after: Mesh,
): { before: MeshService; after: MeshService }[] {
  if (before.services === after.services) {
    return after.services.map(service => ({ before: service, after: service }));
  }
  const known = new Map(
    before.services.map(service => [
      `${refKey(service.ref)} ${service.host}`,
      service,
    ]),
  );
  return after.services.flatMap(service => {
    const old = known.get(`${refKey(service.ref)} ${service.host}`);
    return old ? [{ before: old, after: service }] : [];
  });
}
