import type { Mesh } from './Mesh';
import { Views } from './Views';

const VIEWS = new WeakMap<Mesh, Views>();

/** What is known of a mesh. */
export function viewsOf(mesh: Mesh): Views {
  const views = VIEWS.get(mesh) ?? Views.none();
  VIEWS.set(mesh, views);
  return views;
}

/** Gives a new mesh what another knows that is true of both. */
export function giveViews(mesh: Mesh, views: Views): void {
  VIEWS.set(mesh, views);
}

/**
 * Computes something at most once for each mesh, and for all meshes in which the kinds that it reads are the same.
 * @param compute - its value must not read the mesh later
 */
export function perMesh<T>(compute: (mesh: Mesh) => T): (mesh: Mesh) => T {
  return mesh => viewsOf(mesh).once(compute, () => compute(mesh));
}

/**
 * Computes something at most once for each mesh and thing in it.
 * @param nameOf - tells apart what else is asked about the thing
 */
export function perMeshAnd<K extends object, A extends unknown[], T>(
  compute: (mesh: Mesh, thing: K, ...asked: A) => T,
  nameOf: (...asked: A) => string = () => '',
): (mesh: Mesh, thing: K, ...asked: A) => T {
  return (mesh, thing, ...asked) =>
    viewsOf(mesh).onceFor(compute, thing, nameOf(...asked), () =>
      compute(mesh, thing, ...asked),
    );
}
