import type { ParameterProblem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Given } from './parameters';

const SEGMENT = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;

/** Messages by the id of their field in the form: `routes[1].weight` is `root_routes_1_weight`. */
export type MessagesByField = ReadonlyMap<string, readonly string[]>;

const segmentsOf = ({ field }: ParameterProblem) =>
  [...field.matchAll(SEGMENT)].map(
    ([, quoted, index, name]) => quoted ?? index ?? name,
  );

/** The parameter that a problem is about; nothing where it is about all of them. */
export const parameterOf = (problem: ParameterProblem): string | undefined =>
  segmentsOf(problem)[0];

function byField(problems: readonly ParameterProblem[]): MessagesByField {
  const messages = new Map<string, string[]>();
  for (const problem of problems) {
    const id = ['root', ...segmentsOf(problem)].join('_');
    messages.set(id, [...(messages.get(id) ?? []), problem.message]);
  }
  return messages;
}

/** What the back end says about fields: problems of what somebody gave, and hints about what nobody gave yet. */
export function fieldProblems(
  problems: readonly ParameterProblem[],
  given: Given,
): { problems: MessagesByField; hints: MessagesByField } {
  const isOfGiven = (problem: ParameterProblem) => {
    const parameter = parameterOf(problem);
    return parameter === undefined
      ? Object.keys(given).length > 0
      : Object.hasOwn(given, parameter);
  };
  return {
    problems: byField(problems.filter(isOfGiven)),
    hints: byField(problems.filter(problem => !isOfGiven(problem))),
  };
}
