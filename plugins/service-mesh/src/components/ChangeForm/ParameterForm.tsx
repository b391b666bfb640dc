import { useMemo } from 'react';
import { withTheme } from '@rjsf/core';
import type {
  Experimental_DefaultFormStateBehavior,
  RJSFSchema,
  UiSchema,
} from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import type {
  ChangeTemplate,
  ParameterProblem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { fieldProblems } from './fieldProblems';
import { formSchema } from './formSchema';
import type { Given } from './parameters';
import { formTheme, type FieldContext } from './fields';

type Parameters = Record<string, unknown>;

const Form = withTheme<Parameters, RJSFSchema, FieldContext>(formTheme);

const validator = customizeValidator<Parameters, RJSFSchema, FieldContext>();

/** What is shown has the defaults already. */
const NO_DEFAULTS: Experimental_DefaultFormStateBehavior = {
  emptyObjectFields: 'skipDefaults',
  arrayMinItems: { populate: 'never' },
};

/** The title of the template stands above the form. */
const UI: UiSchema<Parameters, RJSFSchema, FieldContext> = {
  'ui:label': false,
  'ui:submitButtonOptions': { norender: true },
};

/** The form that the schema of a template draws. The back end checks what is given; its problems stand beside the fields. */
export function ParameterForm({
  template: { parameters },
  given,
  shown,
  choices,
  problems,
  onChange,
}: {
  template: ChangeTemplate;
  given: Given;
  shown: Parameters;
  choices: FieldContext['choices'];
  problems: readonly ParameterProblem[];
  onChange: (changed: Parameters) => void;
}) {
  const context = useMemo(
    () => ({ choices, ...fieldProblems(problems, given) }),
    [choices, problems, given],
  );
  const schema = useMemo(() => formSchema(parameters), [parameters]);
  return (
    <Form
      tagName="div"
      schema={schema}
      uiSchema={UI}
      validator={validator}
      formData={shown}
      formContext={context}
      noValidate
      experimental_defaultFormStateBehavior={NO_DEFAULTS}
      showErrorList={false}
      onChange={({ formData }) => onChange(formData ?? {})}
    />
  );
}
