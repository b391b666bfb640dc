import { fieldSteps } from '../resources/fieldPath';
import type { Because } from '../resources/types';
import type { Mesh } from './Mesh';

/** The same reasons with the place of each, where the object was read from a file. */
export function withOrigins(
  mesh: Mesh,
  because: readonly Because[],
): Because[] {
  return because.map(entry => ({
    ...entry,
    origin:
      entry.object &&
      mesh.originOf(entry.object, fieldSteps(entry.field ?? '')),
  }));
}
