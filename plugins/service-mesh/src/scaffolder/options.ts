/** Where a field finds the environment: the name of the form field that holds it. @public */
export type EnvironmentOption = {
  /** `environment` when left out. */
  environment?: string;
};

/** Options of the fields that name a service or an account. @public */
export type PairOptions = EnvironmentOption & {
  /** Takes names that the environment does not have yet. */
  allowUnknown?: boolean;
};

/** Options of the fields that are about the versions of a service. @public */
export type VersionOptions = EnvironmentOption & {
  /** Name of the form field that holds the service; `service` when left out. */
  service?: string;
  /** Takes a version that does not run yet. */
  allowUnknown?: boolean;
};

/** Options of the environment field. @public */
export type EnvironmentPickerOptions = {
  /** Offers only those of these meshes. */
  meshes?: string[];
};

/** The name of the form field that holds the environment. */
export const environmentField = (options?: EnvironmentOption) =>
  options?.environment ?? 'environment';

/** The name of the form field that holds the service. */
export const serviceField = (options?: VersionOptions) =>
  options?.service ?? 'service';
