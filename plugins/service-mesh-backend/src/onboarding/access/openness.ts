import type { AccessRow } from '@ecotrack/mesh-engine';
import {
  OPEN_FIRST,
  opennessOf,
  type Openness,
} from '../../questions/access/openness';

/** How far the port is open that is open furthest; undefined without any. */
export function opennessOfAll(
  access: readonly AccessRow[],
): Openness | undefined {
  const found = access.map(row => opennessOf(row.access));
  return OPEN_FIRST.find(openness => found.includes(openness));
}
