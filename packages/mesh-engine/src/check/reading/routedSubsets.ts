import { allDestinations } from './destinations';
import { perMesh } from '../../mesh/perMesh';

/** Subsets that routes lead to, as `host subset`. */
export const routedSubsets = perMesh(
  mesh =>
    new Set(
      allDestinations(mesh).flatMap(({ host, subset }) =>
        subset ? [`${host} ${subset}`] : [],
      ),
    ),
);
