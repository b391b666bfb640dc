import type {
  Canary,
  CanaryArm,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { share } from '../wording/figures';
import { whyUnknown } from '../wording/why';
import { wilson } from './wilson';

const requestsOf = (arm: CanaryArm, seconds: number) =>
  Math.round((arm.requestRate ?? 0) * seconds);

/** Compares the error shares of two versions by their 95 % intervals. */
function compare(
  canary: CanaryArm,
  stable: CanaryArm,
  { window, thresholds }: QuestionInput,
): string {
  const n = requestsOf(canary, window.seconds);
  const m = requestsOf(stable, window.seconds);
  if (Math.min(n, m) < thresholds.minimumRequests) {
    const few = n < m ? canary : stable;
    return `Inconclusive: ${Math.min(n, m)} requests on ${few.version} in ${
      window.text
    }`;
  }
  const a = canary.errorShare ?? 0;
  const b = stable.errorShare ?? 0;
  const [lowA, highA] = wilson(a, n);
  const [lowB, highB] = wilson(b, m);
  const figures = `${canary.version} fails ${share(a)} of ${n} requests, ${
    stable.version
  } ${share(b)} of ${m}`;
  if (lowA > highB && a - b > thresholds.degradedErrorShare) {
    return `Worse: ${figures}`;
  }
  return highA < lowB
    ? `Better: ${figures}`
    : `No difference shown: ${figures}`;
}

/** What can be said of a canary in one sentence. */
export function verdictOf(
  input: QuestionInput,
  canary: Omit<Canary, 'verdict'>,
): string {
  if (canary.phase === 'Invalid' && canary.reason) {
    return canary.reason;
  }
  if (canary.traffic !== 'split') {
    return canary.traffic === 'unknown'
      ? 'Where requests go cannot be told from the routes.'
      : 'All requests go to one version.';
  }
  if (!input.traffic) {
    return `Unknown: ${whyUnknown(
      input.telemetry,
      input.window.text,
      input.now,
    )}.`;
  }
  const stable = canary.arms.find(({ role }) => role === 'stable');
  const other = canary.arms.find(({ role }) => role === 'canary');
  if (!stable || !other) {
    return 'Inconclusive: the metrics do not tell the versions apart.';
  }
  return `${compare(other, stable, input)}.`;
}
