import { ecotrack } from './ecotrack';
import { acgs2, maily, tai } from './others';
import type { Scenario } from './types';

/** Every mesh of the platform. */
export const SCENARIOS: Scenario[] = [...ecotrack, tai, maily, acgs2];
