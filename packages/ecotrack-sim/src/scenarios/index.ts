import { acgs2 } from './acgs2';
import { ecotrack } from './ecotrack';
import { maily } from './maily';
import { tai } from './tai';
import type { Scenario } from './types';

/** Every mesh of the platform. */
export const SCENARIOS: readonly Scenario[] = [...ecotrack, tai, maily, acgs2];
