import {
  noEmptyKey,
  noWildcardInKeys,
  noWildcardInMatchLabels,
  noWildcardInSelector,
} from '../rules/labels';
import { map, object, text } from '../schema';

/** Selects by labels in security, telemetry, extensions and DestinationRule. */
export const selector = object({
  matchLabels: map(text({ max: 63, rules: [noWildcardInMatchLabels] }), {
    max: 4096,
    rules: [noWildcardInKeys, noEmptyKey],
  }),
});

/** Selects by labels in the other kinds of networking. */
export const workloadSelector = object({
  labels: map(text({ max: 63, rules: [noWildcardInSelector] }), { max: 256 }),
});
