import type { RoutedSplit } from '../routes/versions';
import type { CanaryPhase, CanaryState } from './types';

type Problem = NonNullable<RoutedSplit['problem']>;

/** What is wrong with destinations: undefined ones always, empty ones where requests go. */
export function problemsIn(splits: readonly RoutedSplit[]): Problem[] {
  return splits.flatMap(({ weight, problem }) =>
    problem && (weight > 0 || problem.kind === 'undefined') ? problem : [],
  );
}

/** The phase of a canary without a controller. */
export function routedPhase(
  problems: readonly Problem[],
  traffic: CanaryState['traffic'],
): { phase: CanaryPhase; reason?: string } {
  if (problems.length > 0) {
    return {
      phase: problems.some(({ kind }) => kind === 'undefined')
        ? 'Invalid'
        : 'Failed',
      reason: [...new Set(problems.map(({ because }) => because.says))].join(
        ' ',
      ),
    };
  }
  return {
    phase:
      traffic === 'split'
        ? 'Progressing'
        : traffic === 'unknown'
        ? 'Unknown'
        : 'Idle',
  };
}
