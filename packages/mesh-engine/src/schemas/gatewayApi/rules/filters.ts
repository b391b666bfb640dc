import type { Rule } from '../../schema';

type Filter = { type: string } & Record<string, unknown>;

/** The settings of a filter stand in the field of its type, and in no other. */
export function settingsOfType(
  fields: Readonly<Record<string, string>>,
): Rule<{ type: string }>[] {
  return Object.entries(fields).flatMap(([field, type]): Rule<Filter>[] => [
    {
      apiServer: `filter.${field} must be nil if the filter.type is not ${type}`,
      message: `A filter of another type has ${field}, which has no effect there.`,
      fix: `Set type to ${type}, or remove ${field}.`,
      judge: filter => filter[field] === undefined || filter.type === type,
    },
    {
      apiServer: `filter.${field} must be specified for ${type} filter.type`,
      message: `A filter of the type ${type} does not say in ${field} what to do.`,
      fix: `Add ${field}.`,
      judge: filter => filter[field] !== undefined || filter.type !== type,
    },
  ]);
}

/** Each of the types is there at most once. */
export function notRepeated(
  types: readonly string[],
): Rule<{ type: string }[]>[] {
  return types.map(type => ({
    apiServer: `${type} filter cannot be repeated`,
    message: `Two filters have the type ${type}.`,
    fix: 'Merge them into one.',
    judge: filters =>
      filters.filter(filter => filter.type === type).length <= 1,
  }));
}

export const redirectOrRewrite: Rule<{ type: string }[]> = {
  apiServer:
    'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
  message: 'Requests are redirected, so nothing is left to rewrite.',
  fix: 'Keep one of RequestRedirect and URLRewrite.',
  judge: filters =>
    !['RequestRedirect', 'URLRewrite'].every(type =>
      filters.some(filter => filter.type === type),
    ),
};
