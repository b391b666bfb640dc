import { targetRefsOf } from '../../authorize/attaches';
import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import type { Workload } from '../../mesh/types';
import { byAge } from '../../resources/byAge';
import { asLabels, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { namespaceOf } from './scope';
import { selectedWorkloads, workloadsIn } from './selectedWorkloads';

/** A policy with the workloads that it is for. */
export interface Policy {
  object: KubeObject;
  namespace: string;
  selector: Record<string, string>;
  hasSelector: boolean;
  targets: ReturnType<typeof targetRefsOf>;
  /** Whether it is for all namespaces. */
  isOfMesh: boolean;
  /** Selected ones; all of the namespace or the mesh where it has no selector, none where it has targets. */
  workloads: readonly Workload[];
}

const GROUPS = {
  AuthorizationPolicy: 'security.istio.io',
  PeerAuthentication: 'security.istio.io',
  RequestAuthentication: 'security.istio.io',
  Telemetry: 'telemetry.istio.io',
  TrafficExtension: 'extensions.istio.io',
  WasmPlugin: 'extensions.istio.io',
} as const;

/** Kinds that pick workloads by a selector. */
export type PolicyKind = keyof typeof GROUPS;

function read(mesh: Mesh, object: KubeObject): Policy {
  const namespace = namespaceOf(object);
  const selector = asLabels(at(object, 'spec', 'selector', 'matchLabels'));
  const hasSelector = Object.keys(selector).length > 0;
  const targets = targetRefsOf(object);
  const isOfMesh = namespace === mesh.config.rootNamespace;
  // A Telemetry with a selector is never for other namespaces.
  const isWide = isOfMesh && !(hasSelector && object.kind === 'Telemetry');
  const within = isWide ? undefined : namespace;
  const picked = () =>
    hasSelector
      ? selectedWorkloads(mesh, selector, within)
      : workloadsIn(mesh, within);
  return {
    object,
    namespace,
    selector,
    hasSelector,
    targets,
    isOfMesh,
    workloads: targets.length > 0 ? [] : picked(),
  };
}

const byKind = new Map(
  Object.entries(GROUPS).map(([kind, group]) => [
    kind,
    perMesh((mesh): readonly Policy[] =>
      [...mesh.objects(kind, group)]
        .sort(byAge)
        .map(object => read(mesh, object)),
    ),
  ]),
);

/** Policies of a kind, the oldest first. */
export const policiesOf = (mesh: Mesh, kind: PolicyKind): readonly Policy[] =>
  byKind.get(kind)?.(mesh) ?? [];

/** Labels in words. */
export const labelsInWords = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(pair => pair.join('='))
    .join(', ');

/** Whether a policy has a selector that picks no workload. */
export const selectsNothing = ({
  hasSelector,
  targets,
  workloads,
}: Policy): boolean =>
  hasSelector && targets.length === 0 && workloads.length === 0;
