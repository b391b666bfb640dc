import type { Mesh } from '../mesh/Mesh';
import { refKey } from '../resources/ref';
import { flaggerCanary } from './flagger';
import { httpRouteCanaries } from './httpRoutes';
import { plainCanary } from './plainRoutes';
import { rolloutCanary } from './rollouts';
import type { CanaryState } from './types';

/** What a controller says of a canary, with the services whose routes it writes. */
export interface Controlled {
  state: CanaryState;
  /** Keys of the services. */
  services: string[];
}

/** See `Mesh.canaries`. Routes that a controller writes are part of its canary, not a second one. */
export function canariesOf(mesh: Mesh): CanaryState[] {
  const controlled: Controlled[] = [
    ...mesh
      .objects('Rollout', 'argoproj.io')
      .flatMap(object => rolloutCanary(mesh, object) ?? []),
    ...mesh
      .objects('Canary', 'flagger.app')
      .map(object => flaggerCanary(mesh, object)),
  ];
  const taken = new Set(controlled.flatMap(({ services }) => services));
  const plain = mesh.services
    .filter(service => !taken.has(refKey(service.ref)))
    .flatMap(service => plainCanary(mesh, service) ?? []);
  return [
    ...controlled.map(({ state }) => state),
    ...plain,
    ...httpRouteCanaries(mesh, taken),
  ];
}
