export * from './resources/types';
export * from './mesh/types';
export * from './mtls/types';
export * from './connection/types';
export * from './authorize/types';
export * from './canaries/types';
export * from './findings/types';
export { acceptanceOf } from './findings/exceptions/acceptanceOf';
export type { Acceptance } from './findings/exceptions/acceptanceOf';
export { exceptionAnnotations } from './findings/exceptions/exceptionAnnotations';
export type { ExceptionAnnotations } from './findings/exceptions/exceptionAnnotations';
export { lastMomentOf } from './findings/exceptions/lastMomentOf';
export { readManifests } from './resources/readManifests';
export type {
  ManifestFile,
  ManifestReading,
  SourcedObject,
} from './resources/readManifests';
export { KNOWN_KINDS, knownKind, isServedVersion } from './resources/kinds';
export type { KnownKind } from './resources/kinds';
export { describeRef, groupOf, refKey, refOf } from './resources/ref';
export { hasSchema, validateSchema } from './schemas/validateSchema';
export { toManifest } from './resources/toManifest';
export type { Manifest } from './resources/toManifest';
export { fieldPath, fieldSteps } from './resources/fieldPath';
export { checkOf, FINDING_CODES } from './check/checkOf';
export type { CodeInfo } from './findings/codes';
export { applicationsOf } from './check/checks/sharedServiceAccount';
export { findUnits } from './kustomize/findUnits';
export type { FoundUnits, ManifestUnit } from './kustomize/findUnits';
export type { SkippedFile, SkipReason } from './kustomize/plainManifests';
export { KUSTOMIZATION_NAMES } from './kustomize/kustomizationFiles';
export { renderKustomization } from './kustomize/renderKustomization';
export type { FileReader, Rendered } from './kustomize/renderKustomization';
export { whatStrictBreaks } from './connection/whatStrictBreaks';
export type { StrictAnswer, StrictBreak } from './connection/whatStrictBreaks';
export type { StrictScope } from './connection/strictPolicy';
export { mtlsPosture } from './mtls/posture';
export type { MtlsPosture, PostureScope } from './mtls/posture';
export { Mesh } from './mesh/Mesh';
export { fitsLabelSelector } from './mesh/selectors';
export type { MeshConfig, PathNormalization } from './mesh/meshConfig';
export {
  authorizationPoliciesFor,
  requestAuthenticationsFor,
} from './authorize/policiesFor';
export { cidrTest } from './authorize/cidr';
export type { PolicyTarget } from './authorize/attaches';
export type {
  MatchedRoute,
  RouteActions,
  RouteAnswer,
  RouteClient,
  RouteDestination,
  RouteMirror,
  RouteOutcome,
  RouteRequest,
  RouteRetries,
} from './routing/types';
export type { ServiceSplit } from './routes/splitsOf';
export type { RoutedSplit } from './routes/versions';
export { accessMatrix } from './access/accessMatrix';
export * from './access/types';
export { impact } from './impact/impact';
export * from './impact/types';
export { leastPrivilege } from './leastPrivilege/leastPrivilege';
export * from './leastPrivilege/types';
