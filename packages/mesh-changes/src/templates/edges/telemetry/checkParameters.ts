import { ParameterError } from '../../ParameterError';
import type { TelemetryParameters } from './signals';

/** @throws ParameterError when parameters do not fit each other */
export function checkParameters({
  accessLogs,
  filter,
  ...others
}: TelemetryParameters): void {
  const { sampling, tracingProvider, accessLogProvider } = others;
  const problems: [string, boolean, string][] = [
    [
      'sampling',
      sampling === undefined && accessLogs === undefined,
      'Say how many requests are traced, which are logged, or both.',
    ],
    [
      'tracingProvider',
      tracingProvider !== undefined && sampling === undefined,
      'A provider of traces needs a share of requests. Give sampling too.',
    ],
    [
      'accessLogProvider',
      accessLogProvider !== undefined && accessLogs === undefined,
      'A provider of logs needs to know which requests are logged. Give accessLogs too.',
    ],
    [
      'filter',
      (accessLogs === 'filter') !== (filter !== undefined),
      'A filter goes with accessLogs: filter, and that with a filter.',
    ],
  ];
  const problem = problems.find(([, isWrong]) => isWrong);
  if (problem) {
    throw new ParameterError(problem[0], problem[2]);
  }
}
