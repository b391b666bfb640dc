import { destinationHostNotFound } from './destinationHostNotFound';
import {
  destinationPortNotFound,
  destinationPortRequired,
} from './destinationPort';
import { noCaForDestination, noCaForPort } from './destinationRuleCa';
import { destinationRuleHost } from './destinationRuleHost';
import {
  overriddenTls,
  wideRuleDisablesMtls,
  wideRuleWithoutPolicy,
} from './destinationRuleMtls';
import { exportToNamespace } from './exportToNamespace';
import {
  gatewayHostCovered,
  gatewayHostTaken,
  gatewayHostTwice,
} from './gatewayConflicts';
import {
  addressOfTwo,
  gatewayClass,
  listenerOfTwo,
  listenerTwice,
} from './gatewayListeners';
import { gatewayPort, gatewaySelector } from './gatewaySelector';
import { ingressIgnoresRoutes } from './ingressIgnoresRoutes';
import { jwtClaimRoute } from './jwtClaimRoute';
import { externalNamePort, otherPortName, servicePortName } from './portNames';
import { grantNamespace, routeService } from './routeBackends';
import { routeGateway } from './routeParents';
import { repeatedDestination, singleWeight } from './routeWeights';
import {
  serviceEntryAddresses,
  serviceEntryProtocols,
  serviceEntryTwice,
} from './serviceEntries';
import {
  portConflict,
  protocolConflict,
  targetPortNotFound,
} from './servicePorts';
import { severalDestinationRules } from './severalDestinationRules';
import {
  egressHost,
  emptyOutboundPolicy,
  globalSidecarSelector,
  overlappingSidecars,
  severalDefaultSidecars,
  sidecarInAmbient,
  sidecarSelectsNothing,
} from './sidecars';
import { statusCondition } from './statusConditions';
import { subsetSelectsNothing, subsetWithoutLabels } from './subsetLabels';
import { subsetNotFound } from './subsetNotFound';
import {
  gatewayNameOldForm,
  gatewayNotFound,
  hostNotInGateway,
  internalGateway,
} from './virtualServiceGateways';
import {
  gatewayHostConflict,
  gatewayWildcardConflict,
  meshHostConflict,
  meshWildcardConflict,
} from './virtualServiceHostConflicts';
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
  destinationRuleHost,
  subsetSelectsNothing,
  subsetWithoutLabels,
  severalDestinationRules,
  overriddenTls,
  wideRuleDisablesMtls,
  wideRuleWithoutPolicy,
  noCaForDestination,
  noCaForPort,
  gatewaySelector,
  gatewayPort,
  gatewayHostTaken,
  gatewayHostCovered,
  gatewayHostTwice,
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
];
