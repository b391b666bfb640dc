import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import type { Plan, PlanContext } from '../../types';
import { at, isSame, record, withAt } from './values';

/** What an API server adds to an object. */
const OF_THE_SERVER = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'managedFields',
  'selfLink',
];
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as somebody would write it. */
function asWritten(object: KubeObject): KubeObject {
  const paths = [
    ['status'],
    ...OF_THE_SERVER.map(name => ['metadata', name]),
    ['metadata', 'annotations', LAST_APPLIED],
  ];
  return paths
    .filter(path => at(object, ...path) !== undefined)
    .reduce((written, path) => withAt(written, path, undefined), object);
}

/** The plan, without what is neither declared nor changed; says where an object of the cluster becomes declared. */
export function planOf(context: PlanContext, plan: Plan): Plan {
  const { mesh, declared } = context;
  const isDeclared = (object: KubeObject) =>
    declared.get(refOf(object)) !== undefined;
  const wanted = plan.wanted.filter(
    object => isDeclared(object) || !isSame(object, mesh.get(refOf(object))),
  );
  const adopted = wanted.filter(
    object => !isDeclared(object) && mesh.get(refOf(object)) !== undefined,
  );
  const notes = [
    ...(plan.notes ?? []),
    ...adopted.map(
      object =>
        `${describeRef(
          refOf(object),
        )} is in the cluster, but not declared in this repository. This change declares it; see that nobody else does.`,
    ),
  ];
  return {
    title: plan.title,
    wanted: wanted.map(asWritten),
    ...(plan.removed?.length ? { removed: plan.removed } : {}),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

/** The version in which the mesh has objects of a kind already, those of the namespace first. */
function versionFor(
  mesh: Mesh,
  group: string,
  kind: string,
  namespace: string,
): string {
  const known = mesh.objects(kind, group);
  const like =
    known.find(({ metadata }) => metadata.namespace === namespace) ?? known[0];
  return like?.apiVersion ?? `${group}/v1`;
}

/** A new object, named as wanted or with a number when that name is taken. */
export function newObject(
  mesh: Mesh,
  group: string,
  kind: string,
  { namespace, name }: { namespace: string; name: string },
  spec: object,
): KubeObject {
  const apiVersion = versionFor(mesh, group, kind, namespace);
  const isTaken = (candidate: string) =>
    mesh.get({ apiVersion, kind, namespace, name: candidate }) !== undefined;
  let free = name;
  for (let count = 2; isTaken(free); count++) {
    free = `${name}-${count}`;
  }
  return {
    apiVersion,
    kind,
    metadata: { name: free, namespace },
    spec: record(spec),
  };
}
