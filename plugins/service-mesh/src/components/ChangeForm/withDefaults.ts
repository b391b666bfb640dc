import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import type { ChangeTemplate } from '@ecotrack/backstage-plugin-service-mesh-common';
import { fillingDefaults } from './fillingDefaults';

/** Parameters with the defaults of the template's schema where nothing is given. */
export function withDefaults(
  { parameters }: Pick<ChangeTemplate, 'parameters'>,
  shown: Record<string, unknown>,
): Record<string, unknown> {
  const schema: RJSFSchema = parameters;
  const filled: unknown = getDefaultFormState(
    validator,
    schema,
    shown,
    schema,
    false,
    fillingDefaults,
  );
  return typeof filled === 'object' && filled !== null ? { ...filled } : shown;
}
