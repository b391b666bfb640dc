import { perMesh } from '../mesh/perMesh';
import { SidecarIndex } from '../routing/SidecarIndex';

/** The Sidecars of a mesh, as proxies look them up. */
export const sidecarIndex = perMesh(mesh => new SidecarIndex(mesh));
