/**
 * Changes of a mesh as edits of the files that declare it: templates, and how their plans become edits.
 *
 * @packageDocumentation
 */
export * from './templates/types';
export { ParameterError } from './templates/ParameterError';
export * from './files/types';
export { editYaml } from './yaml/editYaml';
export { YamlEditError } from './yaml/YamlEditError';
export { applyPlan } from './files/applyPlan';
export { EditError } from './files/EditError';
export { declaredForm, EnvironmentReader } from './files/EnvironmentReader';
export type { RenderedFolder } from './files/EnvironmentReader';
export { ParameterValidator } from './templates/validateParameters';
export type { ParameterProblem } from './templates/validateParameters';
export { merge3 } from './values/merge3';
export type { Conflict, Merged } from './values/merge3';
export { isSame } from './values/values';
export type { Value } from './values/values';
export { builtInTemplates } from './templates/builtInTemplates';
export { readinessOf, worstReadiness } from './readiness/readinessOf';
export { onboardingOf } from './readiness/onboardingOf';
export { applicationWorkloads, membershipOf } from './readiness/membership';
export type { Membership } from './readiness/membership';
export type {
  ObservedPlaintext,
  ReadinessItem,
  ReadinessMend,
  ReadinessOptions,
  ReadinessState,
} from './readiness/types';
