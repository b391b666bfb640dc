import { Report, type AdmissionProblem } from '../../../admission/Report';
import {
  fqdn,
  headerName,
  gatewayDomain,
  ipAddress,
  ipSubnet,
  portNumber,
  trustDomain,
  wildcardDomain,
} from '../../../admission/names';
import { duration } from '../../../admission/values';
import { clientTls } from '../../../admission/clientTls';
import { trafficPolicy } from '../../../admission/destinationRule';
import {
  localities,
  localityLoadBalancing,
  zoneAwareLoadBalancing,
} from '../../../admission/loadBalancer';
import { serverPort } from '../../../admission/gateway';
import { httpActions } from '../../../admission/httpActions';
import {
  detectionTimeout,
  http2Settings,
  inboundRetries,
  meshNetworks,
  provider,
  providerService,
  proxyAddress,
  serviceSettings,
  wholeSeconds,
} from '../../../admission/meshConfiguration';
import { portName } from '../../../admission/serviceEntry';

type Check = (report: Report, ...args: unknown[]) => void;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

const CHECKS: Record<string, Check> = {
  ValidateFQDN: (report, name) => report.error(fqdn(text(name))),
  ValidateWildcardDomain: (report, name) =>
    report.error(wildcardDomain(text(name))),
  ValidateIPAddress: (report, address) =>
    report.error(ipAddress(text(address))),
  ValidateIPSubnet: (report, subnet) => report.error(ipSubnet(text(subnet))),
  ValidatePort: (report, port) => report.error(portNumber(Number(port))),
  ValidatePortName: (report, name) => report.error(portName(text(name))),
  ValidateTrustDomain: (report, domain) =>
    report.error(trustDomain(text(domain))),
  ValidateWildcardDomainForVirtualServiceBoundToGateway: (report, ...args) =>
    report.error(
      gatewayDomain(
        args.includes(true),
        text(args.find(arg => typeof arg === 'string')),
      ),
    ),

  'http header name (strict)': (report, name) =>
    report.error(headerName(text(name))),
  'Gateway.servers[].port': (report, port) => serverPort(report, port),
  ...Object.fromEntries(
    [
      'VirtualService.http[].fault.abort',
      'VirtualService.http[].fault.delay',
      'VirtualService.http[].rewrite',
      'VirtualService.http[].redirect',
    ].map(name => [name, (report: Report) => httpActions(report, {})]),
  ),
  validateExtensionProviderService: (report, service) =>
    providerService(report, service),
  ...Object.fromEntries(
    [
      'TracingZipkin',
      'TracingLightStep',
      'TracingDatadog',
      'TracingOpenCensusAgent',
      'TracingOpentelemetry',
    ].map(name => [`validateExtensionProvider${name}`, provider]),
  ),
  ...Object.fromEntries(
    ['EnvoyOtelAls', 'EnvoyHTTPAls', 'EnvoyTCPAls', 'TracingOpentelemetry'].map(
      name => [`ValidateExtensionProvider${name}`, provider],
    ),
  ),
  ValidateProxyAddress: (report, address) =>
    proxyAddress(report, text(address)),
  ValidateDuration: (report, value) => duration(report, value),
  ValidateConnectTimeout: (report, value) => duration(report, value),
  ValidateMaxServerConnectionAge: (report, value) => duration(report, value),
  ValidateDrainDuration: (report, value) => wholeSeconds(report, value),
  ValidateProtocolDetectionTimeout: (report, value) =>
    detectionTimeout(report, value),
  ValidateTLS: (report, _, tls) => clientTls(report, tls),
  validateMeshConfigDefaultTrafficPolicy: (report, policy) =>
    trafficPolicy(report, policy),
  validateMeshConfigDefaultInboundHTTPRetryPolicy: (report, policy) =>
    inboundRetries(report, policy),
  ValidateLocalityLbSetting: (report, setting, outlier) =>
    localityLoadBalancing(report, setting, outlier),
  ValidateZoneAwareLbSetting: (report, setting, outlier) =>
    zoneAwareLoadBalancing(report, setting, outlier),
  validateLocalities: (report, names) => localities(report, names as string[]),
  ValidateMeshNetworks: (report, networks) => meshNetworks(report, networks),
  validateConnectionSettings: (report, settings) =>
    http2Settings(report, settings),
  validateServiceSettings: (report, config) => serviceSettings(report, config),
};

/** What a function of Istio's validation says, by what the engine has for it; undefined where it has nothing. */
export function primitiveProblems(
  name: string,
  args: unknown[],
): readonly AdmissionProblem[] | undefined {
  const check = CHECKS[name];
  if (!check) {
    return undefined;
  }
  const report = new Report();
  check(report, ...args);
  return report.problems;
}
