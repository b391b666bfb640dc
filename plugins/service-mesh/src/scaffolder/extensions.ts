import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** The fields of software templates, loaded when the first template is opened. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'mesh-environment-picker',
    params: {
      field: () =>
        import('./formFields').then(
          ({ environmentPicker }) => environmentPicker,
        ),
    },
  }),
  FormFieldBlueprint.make({
    name: 'mesh-service-picker',
    params: {
      field: () =>
        import('./formFields').then(({ servicePicker }) => servicePicker),
    },
  }),
  FormFieldBlueprint.make({
    name: 'mesh-account-picker',
    params: {
      field: () =>
        import('./formFields').then(({ accountPicker }) => accountPicker),
    },
  }),
  FormFieldBlueprint.make({
    name: 'mesh-version-picker',
    params: {
      field: () =>
        import('./formFields').then(({ versionPicker }) => versionPicker),
    },
  }),
  FormFieldBlueprint.make({
    name: 'mesh-weights',
    params: {
      field: () => import('./formFields').then(({ weights }) => weights),
    },
  }),
  FormFieldBlueprint.make({
    name: 'mesh-change-preview',
    params: {
      field: () =>
        import('./formFields').then(({ changePreview }) => changePreview),
    },
  }),
];
