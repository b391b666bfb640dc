import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import type { UIOptionsType } from '@rjsf/utils';
import * as fields from '../scaffolder/fieldExtensions';
import { serviceMeshPlugin } from './plugin';

const provide = <TOptions extends UIOptionsType>({
  schema: { schema },
  ...field
}: fields.MeshField<TOptions>) =>
  serviceMeshPlugin.provide(
    createScaffolderFieldExtension<unknown, TOptions>({ ...field, schema }),
  );

/** Software template field: an environment of the mesh. @public */
export const MeshEnvironmentPickerExtension = provide(fields.environmentPicker);

/** Software template field: a service of an environment. @public */
export const MeshServicePickerExtension = provide(fields.servicePicker);

/** Software template field: a service account of an environment. @public */
export const MeshAccountPickerExtension = provide(fields.accountPicker);

/** Software template field: a version of a service. @public */
export const MeshVersionPickerExtension = provide(fields.versionPicker);

/** Software template field: where requests go, in percent. @public */
export const MeshWeightsExtension = provide(fields.weights);

/** Software template field: what the change would do that a template proposes. @public */
export const MeshChangePreviewExtension = provide(fields.changePreview);
