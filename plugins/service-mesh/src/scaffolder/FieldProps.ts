import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';

/** What the form of a software template gives to a field; its value may be anything that was in the form. */
export type FieldProps<TOptions> = FieldExtensionComponentProps<
  unknown,
  TOptions
>;
