import { refOf, type KubeObject, type Mesh } from '@ecotrack/mesh-engine';
import type { Plan, PlanContext } from '../../types';
import { isSame } from '../../../values/values';
import { at, record, withAt } from './values';

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

/** The plan, without what is neither declared nor changed. */
export function planOf({ mesh, declared }: PlanContext, plan: Plan): Plan {
  const wanted = plan.wanted.filter(
    object =>
      declared.get(refOf(object)) !== undefined ||
      !isSame(object, mesh.get(refOf(object))),
  );
  return {
    title: plan.title,
    wanted: wanted.map(asWritten),
    ...(plan.removed?.length ? { removed: plan.removed } : {}),
    ...(plan.notes?.length ? { notes: plan.notes } : {}),
    ...(plan.group !== undefined && { group: plan.group }),
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
