import type {
  Canary,
  CanaryArm,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { count, share } from '../wording/figures';
import { whyUnknown, windowText } from '../wording/why';
import { wilson } from './wilson';

/** What the errors of two versions say about the canary. */
export interface Comparison {
  outcome: Exclude<Canary['comparison'], 'none'>;
  /** A phrase with the figures. */
  says: string;
}

/**
 * Compares the error shares of canary and stable. One is called worse only when the 95 % intervals lie apart, and
 * `slightly-worse` when the difference is below the share at which a service counts as degraded.
 */
export function compareArms(
  arms: readonly CanaryArm[],
  input: QuestionInput,
): Comparison {
  const { window, thresholds, traffic } = input;
  const stable = arms.find(({ role }) => role === 'stable');
  const canary = arms.find(({ role }) => role === 'canary');
  if (!traffic) {
    return { outcome: 'inconclusive', says: `Unknown: ${whyUnknown(input)}` };
  }
  if (
    !stable ||
    !canary ||
    stable.requestRate === null ||
    canary.requestRate === null
  ) {
    return {
      outcome: 'inconclusive',
      says: 'Inconclusive: the metrics do not tell the versions apart',
    };
  }
  const n = Math.round(canary.requestRate * window.seconds);
  const m = Math.round(stable.requestRate * window.seconds);
  if (Math.min(n, m) < thresholds.minimumRequests) {
    const few = n < m ? canary : stable;
    return {
      outcome: 'inconclusive',
      says: `Inconclusive: ${count(Math.min(n, m), 'request')} on ${
        few.version
      } in ${windowText(window)}`,
    };
  }
  const a = canary.errorShare ?? 0;
  const b = stable.errorShare ?? 0;
  const figures = `${canary.version} fails ${share(a)} of ${n} requests, ${
    stable.version
  } ${share(b)} of ${m}`;
  const [lowA, highA] = wilson(a, n);
  const [lowB, highB] = wilson(b, m);
  if (lowA > highB) {
    return a - b >= thresholds.degradedErrorShare
      ? { outcome: 'worse', says: `Worse: ${figures}` }
      : { outcome: 'slightly-worse', says: `Slightly worse: ${figures}` };
  }
  return highA < lowB
    ? { outcome: 'better', says: `Better: ${figures}` }
    : { outcome: 'alike', says: `No difference shown: ${figures}` };
}
