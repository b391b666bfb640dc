import { addressOfTwo } from './addressOfTwo';
import { argoIgnoresRoutes } from './argoIgnoresRoutes';
import { callPathRetries } from './callPathRetries';
import { callPathTimeouts } from './callPathTimeouts';
import { destinationHostNotFound } from './destinationHostNotFound';
import { destinationPortNotFound } from './destinationPortNotFound';
import { destinationPortRequired } from './destinationPortRequired';
import { destinationRuleHost } from './destinationRuleHost';
import { egressHost } from './egressHost';
import { emptyOutboundPolicy } from './emptyOutboundPolicy';
import { exportToNamespace } from './exportToNamespace';
import { externalNamePort } from './externalNamePort';
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
import { ingressIgnoresRoutes } from './ingressIgnoresRoutes';
import { internalGateway } from './internalGateway';
import { jwtClaimRoute } from './jwtClaimRoute';
import { listenerOfTwo } from './listenerOfTwo';
import { listenerTwice } from './listenerTwice';
import { meshHostConflict } from './meshHostConflict';
import { meshWildcardConflict } from './meshWildcardConflict';
import { noCaForDestination } from './noCaForDestination';
import { noCaForPort } from './noCaForPort';
import { otherPortName } from './otherPortName';
import { overlappingSidecars } from './overlappingSidecars';
import { overriddenTls } from './overriddenTls';
import { portConflict } from './portConflict';
import { protocolConflict } from './protocolConflict';
import { repeatedDestination } from './repeatedDestination';
import { retriesNeverFit } from './retriesNeverFit';
import { routeGateway } from './routeGateway';
import { routeService } from './routeService';
import { serviceEntryAddresses } from './serviceEntryAddresses';
import { serviceEntryProtocols } from './serviceEntryProtocols';
import { serviceEntryTwice } from './serviceEntryTwice';
import { servicePortName } from './servicePortName';
import { severalDefaultSidecars } from './severalDefaultSidecars';
import { severalDestinationRules } from './severalDestinationRules';
import { sharedCertificate } from './sharedCertificate';
import { sidecarInAmbient } from './sidecarInAmbient';
import { sidecarSelectsNothing } from './sidecarSelectsNothing';
import { singleWeight } from './singleWeight';
import { statusCondition } from './statusCondition';
import { subsetNotFound } from './subsetNotFound';
import { subsetSelectsNothing } from './subsetSelectsNothing';
import { subsetUnrouted } from './subsetUnrouted';
import { subsetWithoutLabels } from './subsetWithoutLabels';
import { targetPortNotFound } from './targetPortNotFound';
import { tlsConflict } from './tlsConflict';
import { wideRuleDisablesMtls } from './wideRuleDisablesMtls';
import { wideRuleWithoutPolicy } from './wideRuleWithoutPolicy';
import type { Check } from '../types';

/** Every check, in the order of their codes. */
export const CHECKS: readonly Check[] = [
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
];
