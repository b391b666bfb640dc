import { addressOfTwo } from './addressOfTwo';
import { alphaAnnotation } from './alphaAnnotation';
import { argoIgnoresRoutes } from './argoIgnoresRoutes';
import { autoImagePod } from './autoImagePod';
import { autoImageTemplate } from './autoImageTemplate';
import { callPathRetries } from './callPathRetries';
import { callPathTimeouts } from './callPathTimeouts';
import { deprecatedAnnotation } from './deprecatedAnnotation';
import { deprecatedField } from './deprecatedField';
import { destinationHostNotFound } from './destinationHostNotFound';
import { destinationPortNotFound } from './destinationPortNotFound';
import { destinationPortRequired } from './destinationPortRequired';
import { destinationRuleHost } from './destinationRuleHost';
import { disabledMesh } from './disabledMesh';
import { disabledNamespace } from './disabledNamespace';
import { egressHost } from './egressHost';
import { emptyOutboundPolicy } from './emptyOutboundPolicy';
import { envoyFilterAdd } from './envoyFilterAdd';
import { envoyFilterRelative } from './envoyFilterRelative';
import { envoyFilterRemove } from './envoyFilterRemove';
import { envoyFilterReplace } from './envoyFilterReplace';
import { envoyFilterVersioned } from './envoyFilterVersioned';
import { exportToNamespace } from './exportToNamespace';
import { externalAddress } from './externalAddress';
import { externalAddressIp } from './externalAddressIp';
import { externalNamePort } from './externalNamePort';
import { foreignPrincipal } from './foreignPrincipal';
import { gatewayApiVersion } from './gatewayApiVersion';
import { gatewayClass } from './gatewayClass';
import { gatewayCredential } from './gatewayCredential';
import { gatewayCredentialInvalid } from './gatewayCredentialInvalid';
import { gatewayHostConflict } from './gatewayHostConflict';
import { gatewayHostCovered } from './gatewayHostCovered';
import { gatewayHostTaken } from './gatewayHostTaken';
import { gatewayHostTwice } from './gatewayHostTwice';
import { gatewayNameOldForm } from './gatewayNameOldForm';
import { gatewayNotFound } from './gatewayNotFound';
import { gatewayPort } from './gatewayPort';
import { gatewaySelector } from './gatewaySelector';
import { gatewayWildcardConflict } from './gatewayWildcardConflict';
import { globalSidecarSelector } from './globalSidecarSelector';
import { grantNamespace } from './grantNamespace';
import { hostNotInGateway } from './hostNotInGateway';
import { identityWithoutMtls } from './identityWithoutMtls';
import { ignoredPeerAuthentication } from './ignoredPeerAuthentication';
import { ingressIgnoresRoutes } from './ingressIgnoresRoutes';
import { injectedByDefault } from './injectedByDefault';
import { injectionLabelsTwice } from './injectionLabelsTwice';
import { internalGateway } from './internalGateway';
import { invalidAnnotation } from './invalidAnnotation';
import { jwtClaimRoute } from './jwtClaimRoute';
import { listenerOfTwo } from './listenerOfTwo';
import { listenerTwice } from './listenerTwice';
import { meshHostConflict } from './meshHostConflict';
import { meshWildcardConflict } from './meshWildcardConflict';
import { misplacedAnnotation } from './misplacedAnnotation';
import { namespaceNotInjected } from './namespaceNotInjected';
import { noCaForDestination } from './noCaForDestination';
import { noCaForPort } from './noCaForPort';
import { otherPortName } from './otherPortName';
import { overlappingPolicies } from './overlappingPolicies';
import { overlappingSidecars } from './overlappingSidecars';
import { overriddenTls } from './overriddenTls';
import { podWithoutProxy } from './podWithoutProxy';
import { policyHost } from './policyHost';
import { policySelectsNothing } from './policySelectsNothing';
import { portConflict } from './portConflict';
import { principalNotFound } from './principalNotFound';
import { protocolConflict } from './protocolConflict';
import { proxyImageMismatch } from './proxyImageMismatch';
import { redirectedSidecar } from './redirectedSidecar';
import { refusedByWebhook } from './refusedByWebhook';
import { repeatedDestination } from './repeatedDestination';
import { retriesNeverFit } from './retriesNeverFit';
import { routeGateway } from './routeGateway';
import { routeService } from './routeService';
import { routesOfOtherNamespace } from './routesOfOtherNamespace';
import { routesWithoutWaypoint } from './routesWithoutWaypoint';
import { selectorOnGateway } from './selectorOnGateway';
import { serviceEntryAddresses } from './serviceEntryAddresses';
import { serviceEntryProtocols } from './serviceEntryProtocols';
import { serviceEntryTwice } from './serviceEntryTwice';
import { servicePortName } from './servicePortName';
import { severalDefaultSidecars } from './severalDefaultSidecars';
import { severalDestinationRules } from './severalDestinationRules';
import { severalPolicies } from './severalPolicies';
import { shadowedRule } from './shadowedRule';
import { sharedCertificate } from './sharedCertificate';
import { sharedServiceAccount } from './sharedServiceAccount';
import { sidecarAndAmbientLabels } from './sidecarAndAmbientLabels';
import { sidecarInAmbient } from './sidecarInAmbient';
import { sidecarInAmbientNamespace } from './sidecarInAmbientNamespace';
import { sidecarSelectsNothing } from './sidecarSelectsNothing';
import { sidecarWithAmbientLabel } from './sidecarWithAmbientLabel';
import { singleWeight } from './singleWeight';
import { sourceNamespace } from './sourceNamespace';
import { statusCondition } from './statusCondition';
import { strictMesh } from './strictMesh';
import { strictNamespace } from './strictNamespace';
import { subsetNotFound } from './subsetNotFound';
import { subsetSelectsNothing } from './subsetSelectsNothing';
import { subsetUnrouted } from './subsetUnrouted';
import { subsetWithoutLabels } from './subsetWithoutLabels';
import { targetPortNotFound } from './targetPortNotFound';
import { telemetrySelectsNothing } from './telemetrySelectsNothing';
import { telemetryWithoutProvider } from './telemetryWithoutProvider';
import { tlsConflict } from './tlsConflict';
import { tokenNotRequired } from './tokenNotRequired';
import { unknownAnnotation } from './unknownAnnotation';
import { unknownMethod } from './unknownMethod';
import { unreachableAllow } from './unreachableAllow';
import { unrestrictedJwks } from './unrestrictedJwks';
import { userOfProxy } from './userOfProxy';
import { waypointIgnoresPolicy } from './waypointIgnoresPolicy';
import { waypointMissing } from './waypointMissing';
import { waypointNotFound } from './waypointNotFound';
import { waypointOutsideAmbient } from './waypointOutsideAmbient';
import { webhookOverlap } from './webhookOverlap';
import { webhookService } from './webhookService';
import { wideRuleDisablesMtls } from './wideRuleDisablesMtls';
import { wideRuleWithoutPolicy } from './wideRuleWithoutPolicy';
import { workloadGroupAccount } from './workloadGroupAccount';
import { workloadGroupTwice } from './workloadGroupTwice';
import { workloadUncovered } from './workloadUncovered';
import { workloadWithoutWaypoint } from './workloadWithoutWaypoint';
import type { Check } from '../types';

/** Every check, in the order of their codes. */
export const CHECKS: readonly Check[] = [
  ...refusedByWebhook,
  destinationHostNotFound,
  destinationPortNotFound,
  destinationPortRequired,
  gatewayNotFound,
  gatewayNameOldForm,
  hostNotInGateway,
  internalGateway,
  singleWeight,
  repeatedDestination,
  meshHostConflict,
  gatewayHostConflict,
  meshWildcardConflict,
  subsetNotFound,
  exportToNamespace,
  ingressIgnoresRoutes,
  jwtClaimRoute,
  gatewayWildcardConflict,
  retriesNeverFit,
  callPathTimeouts,
  callPathRetries,
  destinationRuleHost,
  subsetSelectsNothing,
  subsetWithoutLabels,
  severalDestinationRules,
  overriddenTls,
  wideRuleDisablesMtls,
  wideRuleWithoutPolicy,
  noCaForDestination,
  noCaForPort,
  subsetUnrouted,
  tlsConflict,
  gatewaySelector,
  gatewayPort,
  gatewayHostTaken,
  gatewayHostCovered,
  gatewayHostTwice,
  gatewayCredential,
  gatewayCredentialInvalid,
  sharedCertificate,
  serviceEntryTwice,
  serviceEntryProtocols,
  serviceEntryAddresses,
  severalDefaultSidecars,
  overlappingSidecars,
  sidecarSelectsNothing,
  egressHost,
  globalSidecarSelector,
  emptyOutboundPolicy,
  sidecarInAmbient,
  servicePortName,
  targetPortNotFound,
  externalNamePort,
  otherPortName,
  protocolConflict,
  portConflict,
  routeGateway,
  routeService,
  listenerOfTwo,
  addressOfTwo,
  listenerTwice,
  gatewayClass,
  grantNamespace,
  statusCondition,
  gatewayApiVersion,
  argoIgnoresRoutes,
  strictMesh,
  strictNamespace,
  severalPolicies,
  overlappingPolicies,
  policySelectsNothing,
  disabledMesh,
  disabledNamespace,
  ignoredPeerAuthentication,
  identityWithoutMtls,
  sourceNamespace,
  unknownMethod,
  policyHost,
  principalNotFound,
  foreignPrincipal,
  workloadUncovered,
  unreachableAllow,
  shadowedRule,
  tokenNotRequired,
  unrestrictedJwks,
  waypointMissing,
  waypointIgnoresPolicy,
  routesWithoutWaypoint,
  routesOfOtherNamespace,
  workloadWithoutWaypoint,
  selectorOnGateway,
  sidecarAndAmbientLabels,
  waypointOutsideAmbient,
  waypointNotFound,
  redirectedSidecar,
  sidecarWithAmbientLabel,
  sidecarInAmbientNamespace,
  namespaceNotInjected,
  podWithoutProxy,
  injectionLabelsTwice,
  injectedByDefault,
  autoImagePod,
  autoImageTemplate,
  proxyImageMismatch,
  userOfProxy,
  sharedServiceAccount,
  workloadGroupAccount,
  workloadGroupTwice,
  webhookOverlap,
  webhookService,
  externalAddress,
  externalAddressIp,
  unknownAnnotation,
  misplacedAnnotation,
  invalidAnnotation,
  deprecatedAnnotation,
  alphaAnnotation,
  telemetryWithoutProvider,
  telemetrySelectsNothing,
  envoyFilterAdd,
  envoyFilterRemove,
  envoyFilterReplace,
  envoyFilterRelative,
  envoyFilterVersioned,
  deprecatedField,
];
