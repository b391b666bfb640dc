import type { JsonObject } from '@backstage/types';
import {
  ParameterError,
  type ChangeTemplate,
  type ParameterValidator,
} from '@ecotrack/mesh-changes';
import type { ChangeContext } from './ChangeContexts';

/** What is there now for parameters that are half typed: of what does not fit yet, nothing is asked. */
export function currentOf(
  template: ChangeTemplate,
  given: JsonObject,
  context: ChangeContext,
  validator: ParameterValidator,
): object {
  const unfit = new Set(
    validator
      .validate(template, given)
      .map(({ field }) => field.split(/[.[]/)[0]),
  );
  const fitting = Object.fromEntries(
    Object.entries(given).filter(([name]) => !unfit.has(name)),
  );
  try {
    return template.current?.(fitting, context) ?? {};
  } catch (error) {
    if (error instanceof ParameterError) {
      return {};
    }
    throw error;
  }
}
