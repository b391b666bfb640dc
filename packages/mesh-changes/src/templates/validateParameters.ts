import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { ChangeTemplate, Parameters } from './types';

/** Something about parameters that is not as the schema says. @public */
export interface ParameterProblem {
  /** Path inside the parameters: `routes[1].weight`; empty for all of them. */
  field: string;
  message: string;
}

const MAX_BYTES = 100_000;

function fieldOf({ instancePath, params, keyword }: ErrorObject): string {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  if (keyword === 'required') {
    steps.push(params.missingProperty);
  } else if (keyword === 'additionalProperties') {
    steps.push(params.additionalProperty);
  }
  return steps.reduce(
    (path, step) =>
      /^\d+$/.test(step) ? `${path}[${step}]` : path ? `${path}.${step}` : step,
    '',
  );
}

function messageOf({ keyword, params, message, parentSchema }: ErrorObject) {
  switch (keyword) {
    case 'required':
      return 'It is missing.';
    case 'additionalProperties':
      return 'There is no such parameter.';
    case 'enum':
      return `It may be ${params.allowedValues.join(', ')}.`;
    case 'pattern':
      return `It is not written as it has to be${
        parentSchema?.description ? `: ${parentSchema.description}` : '.'
      }`;
    default:
      return `It ${message}.`;
  }
}

/** Compiles schemas once. @public */
export class ParameterValidator {
  readonly #ajv = addFormats(
    new Ajv({
      allErrors: true,
      verbose: true,
      strict: false,
      allowUnionTypes: true,
    }),
  );

  /** What is wrong with parameters; the first problem of each field. */
  validate(
    { parameters: schema }: Pick<ChangeTemplate, 'parameters'>,
    parameters: Parameters,
  ): ParameterProblem[] {
    if (JSON.stringify(parameters).length > MAX_BYTES) {
      return [{ field: '', message: 'The parameters are too long.' }];
    }
    const validate = this.#ajv.compile(schema);
    if (validate(parameters)) {
      return [];
    }
    const problems = new Map<string, ParameterProblem>();
    for (const error of validate.errors ?? []) {
      const field = fieldOf(error);
      if (!problems.has(field)) {
        problems.set(field, { field, message: messageOf(error) });
      }
    }
    return [...problems.values()];
  }
}
