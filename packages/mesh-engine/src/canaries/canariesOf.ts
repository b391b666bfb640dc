import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { byName } from '../resources/byAge';
import { flaggerCanary } from './flagger';
import { httpRouteCanaries } from './httpRoutes';
import { plainCanary } from './plainRoutes';
import { rolloutCanary } from './rollouts';
import type { CanaryState } from './types';

/** What a controller says of a canary, with the services whose routes it writes. */
export interface Controlled {
  state: CanaryState;
  services: readonly MeshService[];
}

/** See `Mesh.canaries`. Routes that a controller writes are part of its canary, not a second one. */
export function canariesOf(mesh: Mesh): CanaryState[] {
  const rollouts = [...mesh.objects('Rollout', 'argoproj.io')].sort(byName);
  const flagger = [...mesh.objects('Canary', 'flagger.app')].sort(byName);
  const controlled: Controlled[] = [
    ...rollouts.flatMap(object => rolloutCanary(mesh, object) ?? []),
    ...flagger.map(object => flaggerCanary(mesh, object)),
  ];
  const taken = new Set(controlled.flatMap(({ services }) => services));
  const plain = mesh.services.flatMap(service => {
    const split = mesh.splits(service);
    return split &&
      split.subject === service &&
      ![service, ...split.services].some(target => taken.has(target))
      ? plainCanary(mesh, split)
      : [];
  });
  return [
    ...controlled.map(({ state }) => state),
    ...plain,
    ...httpRouteCanaries(mesh, taken),
  ];
}
