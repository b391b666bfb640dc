import { useMemo } from 'react';
import { withTheme } from '@rjsf/core';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import type {
  ChangeTemplate,
  ParameterProblem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { fieldProblems } from './fieldProblems';
import { fillingDefaults } from './fillingDefaults';
import { formTheme, type FieldContext } from './fields';

type Parameters = Record<string, unknown>;

const Form = withTheme<Parameters, RJSFSchema, FieldContext>(formTheme);

const validator = customizeValidator<Parameters, RJSFSchema, FieldContext>();

/** The title of the template stands above the form. */
const UI: UiSchema<Parameters, RJSFSchema, FieldContext> = {
  'ui:label': false,
  'ui:submitButtonOptions': { norender: true },
};

/** The form that the schema of a template draws. The back end checks what is given; its problems stand beside the fields. */
export function ParameterForm({
  template: { parameters },
  shown,
  choices,
  problems,
  onChange,
}: {
  template: ChangeTemplate;
  shown: Parameters;
  choices: FieldContext['choices'];
  problems: readonly ParameterProblem[];
  onChange: (changed: Parameters) => void;
}) {
  const context = useMemo(
    () => ({ choices, problems: fieldProblems(problems) }),
    [choices, problems],
  );
  return (
    <Form
      tagName="div"
      schema={parameters}
      uiSchema={UI}
      validator={validator}
      formData={shown}
      formContext={context}
      noValidate
      experimental_defaultFormStateBehavior={fillingDefaults}
      showErrorList={false}
      onChange={({ formData }) => onChange(formData ?? {})}
    />
  );
}
