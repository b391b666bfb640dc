import {
  makeFieldSchema,
  type FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import { MeshAccountPicker } from './MeshAccountPicker';
import { MeshChangePreview } from './MeshChangePreview';
import { MeshEnvironmentPicker } from './MeshEnvironmentPicker';
import { MeshServicePicker } from './MeshServicePicker';
import { MeshVersionPicker } from './MeshVersionPicker';
import { MeshWeights } from './MeshWeights';
import type { PreviewOptions } from './changeOf';
import type {
  EnvironmentPickerOptions,
  PairOptions,
  VersionOptions,
} from './options';
import {
  validateChange,
  validateEnvironment,
  validatePair,
  validateVersion,
  validateWeights,
} from './validate';

/** A field as both frontend systems take it. */
export type MeshField<TOptions> = Required<
  Omit<FieldExtensionOptions<unknown, TOptions>, 'schema'>
> & { schema: ReturnType<typeof makeFieldSchema> };

type Zod = Parameters<Parameters<typeof makeFieldSchema>[0]['output']>[0];

const pairOptions = (z: Zod) =>
  z.object({
    environment: z
      .string()
      .optional()
      .describe('Form field that holds the environment; environment if absent'),
    allowUnknown: z
      .boolean()
      .optional()
      .describe('Takes names that do not exist yet'),
  });

const versionOptions = (z: Zod) =>
  pairOptions(z).extend({
    service: z
      .string()
      .optional()
      .describe('Form field that holds the service; service if absent'),
  });

const pairOf = (z: Zod, key: string) =>
  z.union([
    z.string().describe(`namespace/${key}`),
    z.object({ namespace: z.string(), [key]: z.string() }),
  ]);

export const environmentPicker: MeshField<EnvironmentPickerOptions> = {
  name: 'MeshEnvironmentPicker',
  component: MeshEnvironmentPicker,
  validation: validateEnvironment,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z =>
      z.object({
        meshes: z
          .array(z.string())
          .optional()
          .describe('Offers only the environments of these meshes'),
      }),
  }),
};

export const servicePicker: MeshField<PairOptions> = {
  name: 'MeshServicePicker',
  component: MeshServicePicker,
  validation: validatePair({ key: 'service', what: 'service' }),
  schema: makeFieldSchema({
    output: z => pairOf(z, 'service'),
    uiOptions: pairOptions,
  }),
};

export const accountPicker: MeshField<PairOptions> = {
  name: 'MeshAccountPicker',
  component: MeshAccountPicker,
  validation: validatePair({ key: 'serviceAccount', what: 'service account' }),
  schema: makeFieldSchema({
    output: z => pairOf(z, 'serviceAccount'),
    uiOptions: pairOptions,
  }),
};

export const versionPicker: MeshField<VersionOptions> = {
  name: 'MeshVersionPicker',
  component: MeshVersionPicker,
  validation: validateVersion,
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: versionOptions,
  }),
};

export const weights: MeshField<VersionOptions> = {
  name: 'MeshWeights',
  component: MeshWeights,
  validation: validateWeights,
  schema: makeFieldSchema({
    output: z =>
      z.union([
        z.number().describe('The share of one version, in percent'),
        z.array(z.object({ version: z.string(), weight: z.number() })),
      ]),
    uiOptions: versionOptions,
  }),
};

export const changePreview: MeshField<PreviewOptions> = {
  name: 'MeshChangePreview',
  component: MeshChangePreview,
  validation: validateChange,
  schema: makeFieldSchema({
    output: z =>
      z.boolean().describe('What is not known of the effect was acknowledged'),
    uiOptions: z =>
      z.object({
        environment: z
          .string()
          .optional()
          .describe(
            'Form field that holds the environment; environment if absent',
          ),
        template: z.string().describe('Id of the change template'),
        parameters: z
          .record(z.any())
          .describe('By parameter of the change template, its form field'),
        reason: z
          .string()
          .optional()
          .describe('Form field that holds the reason; reason if absent'),
        entity: z
          .string()
          .optional()
          .describe(
            'Form field with the entity whose declared calls the run adds',
          ),
      }),
  }),
};
