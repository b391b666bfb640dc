import { atLeastOneMillisecond } from '../rules/duration';
import { text } from '../schema';

/** A duration as Go writes it, such as `1h30m`. */
export const duration = text({ rules: [atLeastOneMillisecond] });
