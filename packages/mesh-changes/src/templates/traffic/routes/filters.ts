import type { GatewayFilter, GatewayRule } from './types';

/** The filter of a type. */
export const filterOf = (
  { filters = [] }: GatewayRule,
  type: string,
): GatewayFilter | undefined => filters.find(filter => filter.type === type);

/** The rule with another filter of its type in the same place, or without one. */
export function withFilter(
  { filters = [], ...rule }: GatewayRule,
  type: string,
  filter: Omit<GatewayFilter, 'type'> | undefined,
): GatewayRule {
  const position = filters.findIndex(other => other.type === type);
  const added = filter ? [{ type, ...filter }] : [];
  const changed =
    position < 0
      ? [...filters, ...added]
      : [
          ...filters.slice(0, position),
          ...added,
          ...filters.slice(position + 1),
        ];
  const { name, matches, ...rest } = rule;
  return {
    ...(name !== undefined && { name }),
    ...(matches && { matches }),
    ...(changed.length > 0 && { filters: changed }),
    ...rest,
  };
}
