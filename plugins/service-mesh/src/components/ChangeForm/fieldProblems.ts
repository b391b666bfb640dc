import type { ParameterProblem } from '@ecotrack/backstage-plugin-service-mesh-common';

const SEGMENT = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g;

/** Problems by the id of their field in the form: `routes[1].weight` is `root_routes_1_weight`. */
export function fieldProblems(
  problems: readonly ParameterProblem[],
): ReadonlyMap<string, readonly string[]> {
  const byId = new Map<string, string[]>();
  for (const { field, message } of problems) {
    const segments = [...field.matchAll(SEGMENT)].map(
      ([, quoted, index, name]) => quoted ?? index ?? name,
    );
    const id = ['root', ...segments].join('_');
    byId.set(id, [...(byId.get(id) ?? []), message]);
  }
  return byId;
}
