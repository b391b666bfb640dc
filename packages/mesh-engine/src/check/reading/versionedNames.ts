import { perMesh } from '../../mesh/perMesh';
import { envoyPatches } from './envoyPatches';

/** Names of filters that some EnvoyFilter patches for one version of the proxy only. */
export const versionedNames = perMesh(
  mesh =>
    new Set(
      envoyPatches(mesh).flatMap(({ name, proxyVersion }) =>
        name && proxyVersion ? [name] : [],
      ),
    ),
);
