export * from './resources/types';
export * from './mesh/types';
export * from './mtls/types';
export * from './connection/types';
export * from './canaries/types';
export * from './findings/types';
export { readManifests } from './resources/readManifests';
export type {
  ManifestFile,
  ManifestReading,
  SourcedObject,
} from './resources/readManifests';
export { KNOWN_KINDS, knownKind, isServedVersion } from './resources/kinds';
export type { KnownKind } from './resources/kinds';
export { describeRef, groupOf, refKey, refOf } from './resources/ref';
export { validateSchema } from './schemas/validateSchema';
export { toManifest } from './resources/toManifest';
export type { Manifest } from './resources/toManifest';
export { fieldPath, fieldSteps } from './resources/fieldPath';
export { checkOf } from './check/checkOf';
export type { CheckInfo } from './check/checkOf';
export { renderKustomization } from './kustomize/renderKustomization';
export type { FileReader, Rendered } from './kustomize/renderKustomization';
export { mtlsPosture } from './mtls/posture';
export type { MtlsPosture, PostureScope } from './mtls/posture';
export { Mesh } from './mesh/Mesh';
export type { MeshConfig } from './mesh/meshConfig';
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
