import type { KubeObject, Mesh, Workload } from '@ecotrack/mesh-engine';
import { listed, requireNamespace, requireWorkload } from './find';
import { at, labelsOf } from './values';

/** What a setting is for: a workload, a namespace, or with neither the whole mesh. */
export type Scope = { namespace: string; workload?: Workload };

/** Reads the scope of parameters; without a namespace it is the root namespace, which stands for the mesh. */
export function scopeOf(
  mesh: Mesh,
  { namespace, workload }: { namespace?: string; workload?: string },
): Scope {
  const home = namespace ?? mesh.config.rootNamespace;
  if (workload !== undefined) {
    return { namespace: home, workload: requireWorkload(mesh, home, workload) };
  }
  if (namespace !== undefined) {
    requireNamespace(mesh, namespace);
  }
  return { namespace: home };
}

/** The scope in words. */
export function describeScope(
  mesh: Mesh,
  { namespace, workload }: Scope,
): string {
  if (workload) {
    return `${workload.name} in ${namespace}`;
  }
  return namespace === mesh.config.rootNamespace
    ? 'the whole mesh'
    : `namespace ${namespace}`;
}

/** Whether every label asked for is there. */
export function selects(
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(selector).every(
    ([name, value]) => labels[name] === value,
  );
}

const PASSING = [
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
];

/** Labels that pick the pods of one workload: those of its controller, else its own lasting ones. */
export function selectorOf(
  mesh: Mesh,
  workload: Workload,
): Record<string, string> {
  const ofController = labelsOf(
    at(mesh.get(workload.ref), 'spec', 'selector', 'matchLabels'),
  );
  const own = Object.entries(workload.labels).filter(
    ([name]) => !PASSING.includes(name),
  );
  return Object.keys(ofController).length > 0
    ? ofController
    : Object.fromEntries(own);
}

const SELECTOR = ['spec', 'selector', 'matchLabels'];

const age = ({ metadata }: KubeObject) =>
  Date.parse(metadata.creationTimestamp ?? '') || 0;

/** The object of a kind that counts for a scope: of several, as in Istio, the oldest. */
export function governing(
  mesh: Mesh,
  group: string,
  kind: string,
  { namespace, workload }: Scope,
  selectorPath: readonly string[] = SELECTOR,
): KubeObject | undefined {
  const [oldest] = mesh
    .objects(kind, group)
    .filter(object => {
      const selector = labelsOf(at(object, ...selectorPath));
      const isSelective = Object.keys(selector).length > 0;
      const fits = workload
        ? isSelective && selects(selector, workload.labels)
        : !isSelective && at(object, 'spec', 'targetRefs') === undefined;
      return object.metadata.namespace === namespace && fits;
    })
    .sort(
      (a, b) => age(a) - age(b) || (a.metadata.name < b.metadata.name ? -1 : 1),
    );
  return oldest;
}

/** What else an object with a selector is for, in words. */
export function alsoFor(
  mesh: Mesh,
  object: KubeObject,
  { namespace, workload }: Scope,
  selectorPath: readonly string[] = SELECTOR,
): string[] {
  const selector = labelsOf(at(object, ...selectorPath));
  const others = mesh.workloads.filter(
    other =>
      other.namespace === namespace &&
      other.name !== workload?.name &&
      selects(selector, other.labels),
  );
  return workload && others.length > 0
    ? [
        `${object.kind} ${object.metadata.name} is for ${listed(
          others.map(({ name }) => name),
        )} too.`,
      ]
    : [];
}
