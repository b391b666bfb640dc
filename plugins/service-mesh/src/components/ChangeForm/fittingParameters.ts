import type { ChangeTemplate } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Given } from './parameters';

/** Those of the parameters that a template has. */
export function fittingParameters(
  { parameters: { properties } }: Pick<ChangeTemplate, 'parameters'>,
  given: Given,
): Given {
  const known = typeof properties === 'object' && properties ? properties : {};
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => Object.hasOwn(known, name)),
  );
}
