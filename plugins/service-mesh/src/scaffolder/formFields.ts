import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import * as fields from './fieldExtensions';

export const environmentPicker = createFormField(fields.environmentPicker);
export const servicePicker = createFormField(fields.servicePicker);
export const accountPicker = createFormField(fields.accountPicker);
export const versionPicker = createFormField(fields.versionPicker);
export const weights = createFormField(fields.weights);
export const changePreview = createFormField(fields.changePreview);
