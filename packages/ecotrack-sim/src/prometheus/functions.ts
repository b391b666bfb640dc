/** What is evaluated of the functions over a range vector; the values are the samples of the range, oldest first. */
export const OVER_TIME: Readonly<
  Record<string, (values: readonly number[]) => number>
> = {
  sum_over_time: values => values.reduce((sum, value) => sum + value, 0),
  avg_over_time: values =>
    values.reduce((sum, value) => sum + value, 0) / values.length,
  min_over_time: values => Math.min(...values),
  max_over_time: values => Math.max(...values),
  count_over_time: values => values.length,
  last_over_time: values => values[values.length - 1],
};

/** What an argument of a function is. */
export type Argument = 'range' | 'vector' | 'scalar';

/** The functions that are evaluated, with their arguments. */
export const FUNCTIONS: Readonly<Record<string, readonly Argument[]>> = {
  rate: ['range'],
  increase: ['range'],
  ...Object.fromEntries(
    Object.keys(OVER_TIME).map((name): [string, Argument[]] => [
      name,
      ['range'],
    ]),
  ),
  histogram_quantile: ['scalar', 'vector'],
  clamp_min: ['vector', 'scalar'],
  timestamp: ['vector'],
  vector: ['scalar'],
  time: [],
};
