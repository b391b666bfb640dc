import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import type { ServiceMeshApi } from '../api/ServiceMeshApi';
import { serviceMeshApiRef } from '../api/ServiceMeshApi';
import { askChoices } from './askChoices';
import { changeOf, type PreviewOptions } from './changeOf';
import { textAt, valueAt } from './formValues';
import { namesIn } from './namesIn';
import {
  environmentField,
  serviceField,
  type EnvironmentPickerOptions,
  type PairOptions,
  type VersionOptions,
} from './options';
import { readPair, type PairKey } from './pairs';
import { refusals } from './refusals';
import { readWeights, wrongSum } from './weights';

type Context<TOptions> = Parameters<CustomFieldValidator<unknown, TOptions>>[2];

const MOST = 20;

function apiOf({ apiHolder }: Context<unknown>): ServiceMeshApi {
  const api = apiHolder.get(serviceMeshApiRef);
  if (!api) {
    throw new Error('The app lacks the service mesh plugin.');
  }
  return api;
}

const optionsOf = <TOptions>({ uiSchema }: Context<TOptions>) =>
  uiSchema?.['ui:options'];

const listed = (names: readonly string[]) =>
  names.length === 0
    ? 'There is none.'
    : `There is: ${names.slice(0, MOST).join(', ')}${
        names.length > MOST ? ' and more' : ''
      }.`;

/** The environment exists and may be read. */
export const validateEnvironment: CustomFieldValidator<
  unknown,
  EnvironmentPickerOptions
> = async (value, field, context) => {
  const { meshes } = optionsOf(context) ?? {};
  const environments = (await apiOf(context).environments()).filter(
    ({ mesh }) => !meshes || meshes.includes(mesh),
  );
  const found = environments.find(({ name }) => name === value);
  if (!found) {
    field.addError(
      `There is no environment ${value}. Choose one of: ${environments
        .map(({ name }) => name)
        .join(', ')}.`,
    );
  } else if (!found.readable) {
    field.addError(`You may not use ${found.title}: ${found.denied}`);
  }
};

/** Why a pair is none of an environment; nothing where it is, or is not complete. */
async function wrongPair(
  api: ServiceMeshApi,
  environment: string,
  value: unknown,
  { key, what }: { key: PairKey; what: string },
): Promise<string | undefined> {
  const { namespace, name } = readPair(value, key);
  if (!namespace && !name) {
    return undefined;
  }
  const choices = await askChoices(api, environment, { namespace });
  if (!choices.namespace?.includes(namespace)) {
    return `There is no namespace ${namespace} in ${environment}. ${listed(
      choices.namespace ?? [],
    )}`;
  }
  const names = namesIn(choices, namespace, key);
  return names.includes(name)
    ? undefined
    : `Namespace ${namespace} has no ${what} ${name}. ${listed(names)}`;
}

/**
 * The namespace and what it holds exist, unless new names are allowed. A field of a list is asked once, about all
 * entries.
 */
export const validatePair =
  (kind: {
    key: PairKey;
    what: string;
  }): CustomFieldValidator<unknown, PairOptions> =>
  async (value, field, context) => {
    const options = optionsOf(context) ?? {};
    const environment = textAt(context.formData, environmentField(options));
    if (!environment || options.allowUnknown) {
      return;
    }
    const api = apiOf(context);
    const problems = await Promise.all(
      [value].flat().map(each => wrongPair(api, environment, each, kind)),
    );
    problems.forEach((problem, index) => {
      if (problem) {
        field.addError(
          Array.isArray(value) ? `Entry ${index + 1}: ${problem}` : problem,
        );
      }
    });
  };

/** The version runs, unless new ones are allowed. */
export const validateVersion: CustomFieldValidator<
  unknown,
  VersionOptions
> = async (value, field, context) => {
  const options = optionsOf(context) ?? {};
  const { formData } = context;
  const environment = textAt(formData, environmentField(options));
  const { namespace, name } = readPair(
    valueAt(formData, serviceField(options)),
    'service',
  );
  if (!environment || !name || options.allowUnknown) {
    return;
  }
  const { version = [] } = await askChoices(apiOf(context), environment, {
    namespace,
    service: name,
  });
  if (!version.includes(String(value))) {
    field.addError(
      `Service ${name} has no version ${value}. ${listed(version)}`,
    );
  }
};

/** Weights of all versions add up. */
export const validateWeights: CustomFieldValidator<unknown> = (
  value,
  field,
) => {
  const problem = Array.isArray(value) && wrongSum(readWeights(value, []));
  if (problem) {
    field.addError(problem);
  }
};

/** The change may be proposed as the form asks for it. */
export const validateChange: CustomFieldValidator<
  unknown,
  PreviewOptions
> = async (acknowledged, field, context) => {
  const options = optionsOf(context);
  if (!options) {
    return;
  }
  const { environment, request } = changeOf(
    options,
    context.formData,
    acknowledged === true,
  );
  const { preview } = await apiOf(context).proposeChange(environment, request);
  if (preview) {
    refusals(options, preview).forEach(reason => field.addError(reason));
  }
};
