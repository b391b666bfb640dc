import { asNumber, asText, asTexts, asWord } from '../../../resources/fields';
import { Field } from '../../../validation/Field';
import {
  validateServer,
  validateServerPort,
} from '../../../validation/kinds/gateway';
import {
  validateConnectionSettings,
  validateInboundRetries,
} from '../../../validation/meshConfig/defaults';
import {
  providerServiceProblem,
  validateCallingProvider,
} from '../../../validation/meshConfig/extensionProviders';
import { validateMeshNetworks } from '../../../validation/meshConfig/meshNetworks';
import {
  authPolicyProblem,
  validateMeshProxyConfig,
} from '../../../validation/meshConfig/proxyConfig';
import { validateServiceSettings } from '../../../validation/meshConfig/validateMeshConfig';
import { validateClientTls } from '../../../validation/parts/clientTls';
import { validateServerTls } from '../../../validation/parts/serverTls';
import { validateCors } from '../../../validation/routes/cors';
import { validateDestination } from '../../../validation/routes/destination';
import {
  validateAbort,
  validateDelay,
  validateFault,
} from '../../../validation/routes/fault';
import { validateDirectResponse } from '../../../validation/routes/httpRoute';
import {
  validateRedirect,
  validateRewrite,
} from '../../../validation/routes/redirect';
import { validateRetries } from '../../../validation/routes/retries';
import { validateConnectionPool } from '../../../validation/traffic/connectionPool';
import { validateLoadBalancer } from '../../../validation/traffic/loadBalancer';
import { localitiesProblem } from '../../../validation/traffic/localities';
import {
  validateLocalityLb,
  validateZoneAwareLb,
} from '../../../validation/traffic/localityLb';
import { validateOutlierDetection } from '../../../validation/traffic/outlierDetection';
import { validateTrafficPolicy } from '../../../validation/traffic/trafficPolicy';
import type { Violation } from '../../../validation/types';
import {
  ipProblem,
  portProblem,
  proxyAddressProblem,
  subnetProblem,
} from '../../../validation/values/addresses';
import {
  connectionAgeProblem,
  connectTimeoutProblem,
  detectionTimeoutProblem,
  drainDurationProblem,
  durationProblem,
} from '../../../validation/values/durations';
import { strictHeaderNameProblem } from '../../../validation/values/headers';
import {
  fqdnProblem,
  gatewayHostProblem,
  trustDomainProblem,
  wildcardHostProblem,
} from '../../../validation/values/hosts';
import { portNameProblem } from '../../../validation/values/names';

type Unit = (args: unknown[]) => Violation[];

/** A function that looks at a message, and maybe at a second one. */
const message =
  (validate: (field: Field, other: Field) => void): Unit =>
  ([value, other]) => {
    const found: Violation[] = [];
    validate(new Field(value, found), new Field(other, []));
    return found;
  };

/** A function that answers what is wrong with a value. */
const problem =
  (find: (...args: unknown[]) => string | undefined): Unit =>
  args => {
    const found: Violation[] = [];
    new Field(args[0], found).refuse('unsupported', find(...args));
    return found;
  };

const text = (find: (value: string) => string | undefined) =>
  problem(value => find(asText(value) ?? ''));

const provider = (type: string) =>
  message(field => validateCallingProvider(field, type));

/** By the name of Istio's function. */
export const UNITS: Partial<Record<string, Unit>> = {
  ValidateConnectTimeout: text(connectTimeoutProblem),
  ValidateControlPlaneAuthPolicy: problem(policy =>
    authPolicyProblem(asWord(policy)),
  ),
  ValidateDrainDuration: text(drainDurationProblem),
  ValidateDuration: text(durationProblem),
  ValidateExtensionProviderEnvoyExtAuthzGRPC: provider('envoyExtAuthzGrpc'),
  ValidateExtensionProviderEnvoyExtAuthzHTTP: provider('envoyExtAuthzHttp'),
  ValidateExtensionProviderEnvoyHTTPAls: provider('envoyHttpAls'),
  ValidateExtensionProviderEnvoyOtelAls: provider('envoyOtelAls'),
  ValidateExtensionProviderEnvoyTCPAls: provider('envoyTcpAls'),
  ValidateExtensionProviderTracingOpentelemetry: provider('opentelemetry'),
  ValidateFQDN: text(fqdnProblem),
  ValidateHTTPRetry: message(validateRetries),
  ValidateIPAddress: text(ipProblem),
  ValidateIPSubnet: text(subnetProblem),
  ValidateLocalityLbSetting: message((field, outlier) =>
    validateLocalityLb(field, outlier.isSet),
  ),
  ValidateMaxServerConnectionAge: text(connectionAgeProblem),
  ValidateMeshConfigProxyConfig: message(validateMeshProxyConfig),
  ValidateMeshNetworks: message(validateMeshNetworks),
  ValidatePort: problem(port => portProblem(asNumber(port) ?? 0)),
  ValidatePortName: text(portNameProblem),
  ValidateProtocolDetectionTimeout: text(detectionTimeoutProblem),
  ValidateProxyAddress: text(proxyAddressProblem),
  ValidateStrictHTTPHeaderName: text(strictHeaderNameProblem),
  ValidateTLS: ([, settings]) => message(validateClientTls)([settings]),
  ValidateTrustDomain: text(trustDomainProblem),
  ValidateWildcardDomain: text(wildcardHostProblem),
  ValidateWildcardDomainForVirtualServiceBoundToGateway: problem(
    (isSni, host) => gatewayHostProblem(isSni === true, asText(host) ?? ''),
  ),
  ValidateZoneAwareLbSetting: message((field, outlier) =>
    validateZoneAwareLb(field, outlier.isSet),
  ),
  validateCORSPolicy: message(validateCors),
  validateConnectionPool: message(validateConnectionPool),
  validateConnectionSettings: message(validateConnectionSettings),
  validateDestination: message(validateDestination),
  validateExtensionProviderService: text(providerServiceProblem),
  validateExtensionProviderTracingDatadog: provider('datadog'),
  validateExtensionProviderTracingLightStep: provider('lightstep'),
  validateExtensionProviderTracingOpenCensusAgent: provider('opencensus'),
  validateExtensionProviderTracingSkyWalking: provider('skywalking'),
  validateExtensionProviderTracingZipkin: provider('zipkin'),
  validateHTTPDirectResponse: message(validateDirectResponse),
  validateHTTPFaultInjection: message(validateFault),
  validateHTTPFaultInjectionAbort: message(validateAbort),
  validateHTTPFaultInjectionDelay: message(validateDelay),
  validateHTTPRedirect: message(validateRedirect),
  validateHTTPRewrite: message(validateRewrite),
  validateLoadBalancer: message((field, outlier) =>
    validateLoadBalancer(field, outlier.isSet),
  ),
  validateLocalities: problem(localities =>
    localitiesProblem(asTexts(localities)),
  ),
  validateMeshConfigDefaultInboundHTTPRetryPolicy: message(
    validateInboundRetries,
  ),
  validateMeshConfigDefaultTrafficPolicy: message(validateTrafficPolicy),
  validateOutlierDetection: message(validateOutlierDetection),
  validateServer: message(validateServer),
  validateServerPort: message((port, bind) => {
    validateServerPort(port, bind.text);
  }),
  validateServiceSettings: message(validateServiceSettings),
  validateTLSOptions: message(validateServerTls),
  validateTrafficPolicy: ([, policy]) =>
    message(validateTrafficPolicy)([policy]),
};
