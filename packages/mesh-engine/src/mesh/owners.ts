import type { KubeObject } from '../resources/types';

/** Names an object inside its namespace. */
export function ownerKey(
  kind: string,
  namespace: string | undefined,
  name: string,
): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

type Owner = { apiVersion: string; kind: string; name: string };

/** The owner that controls an object; Nodes own only static pods and do not count. */
export function controllerOf({ metadata }: KubeObject): Owner | undefined {
  const owners = (metadata.ownerReferences ?? []).filter(
    ({ kind, name }) => kind && name && kind !== 'Node',
  );
  return owners.find(owner => owner.controller) ?? owners[0];
}

/**
 * The controller above a ReplicaSet or Job that is not itself among the objects, told from the names that controllers
 * give, as Istio does for the names in its metrics.
 */
function aboveUnread(pod: KubeObject, direct: Owner): Owner {
  const labels = pod.metadata.labels ?? {};
  const rolloutsHash = labels['rollouts-pod-template-hash'];
  const hash = labels['pod-template-hash'] ?? rolloutsHash;
  if (
    direct.kind === 'ReplicaSet' &&
    hash &&
    direct.name.endsWith(`-${hash}`)
  ) {
    return {
      apiVersion: rolloutsHash ? 'argoproj.io/v1alpha1' : 'apps/v1',
      kind: rolloutsHash ? 'Rollout' : 'Deployment',
      name: direct.name.slice(0, -hash.length - 1),
    };
  }
  const scheduled = /^(.+)-\d{8,10}$/.exec(direct.name);
  return direct.kind === 'Job' && scheduled
    ? { apiVersion: 'batch/v1', kind: 'CronJob', name: scheduled[1] }
    : direct;
}

/** Pods under one controller at the top. */
export interface OwnedPods {
  owner: Owner;
  pods: KubeObject[];
}

/**
 * Groups pods by the controller at the top of their owners; a pod without an owner stands for itself.
 * @param between - ReplicaSets and Jobs, which stand between pods and their controllers
 */
export function podsByOwner(
  pods: readonly KubeObject[],
  between: readonly KubeObject[],
): Map<string, OwnedPods> {
  const read = new Map(
    between.map(object => [
      ownerKey(object.kind, object.metadata.namespace, object.metadata.name),
      object,
    ]),
  );
  const grouped = new Map<string, OwnedPods>();
  for (const pod of pods) {
    const { namespace, name } = pod.metadata;
    const direct = controllerOf(pod);
    const parent =
      direct && read.get(ownerKey(direct.kind, namespace, direct.name));
    const owner = parent
      ? controllerOf(parent) ?? (direct as Owner)
      : direct
      ? aboveUnread(pod, direct)
      : { apiVersion: pod.apiVersion, kind: 'Pod', name };
    const key = ownerKey(owner.kind, namespace, owner.name);
    const group = grouped.get(key);
    if (group) {
      group.pods.push(pod);
    } else {
      grouped.set(key, { owner, pods: [pod] });
    }
  }
  return grouped;
}
