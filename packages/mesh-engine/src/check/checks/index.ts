import type { Check } from '../types';

/** Every check, in the order of their codes. */
export const CHECKS: readonly Check[] = [];
