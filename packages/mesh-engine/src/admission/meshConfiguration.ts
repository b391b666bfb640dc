import { parse } from 'yaml';
import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  asWord,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { duration, isSet, millisecondsOf } from './values';
import { connectionPool, outlierDetection } from './connectionPool';
import { localityLoadBalancing } from './loadBalancer';
import { retries } from './httpActions';
import {
  fqdn,
  isDnsLabel,
  isIpAddress,
  portNumber,
  wildcardDomain,
} from './names';
import type { Report } from './Report';

type Fields = Record<string, unknown>;

/** Service of an extension provider: `host` or `namespace/host`. */
export function providerService(report: Report, value: unknown): void {
  const service = asText(value) ?? '';
  if (service === '') {
    report.error('service must not be empty');
    return;
  }
  const parts = service.split('/');
  if (parts.length > 2) {
    report.error(`service must be <namespace>/<host> or <host>: ${service}`);
    return;
  }
  if (parts.length === 2 && !isDnsLabel(parts[0])) {
    report.error(`invalid namespace ${parts[0]}`);
  }
  const host = parts[parts.length - 1];
  if (!isIpAddress(host)) {
    report.error(fqdn(host));
  }
}

/** Service and port of an extension provider. */
export function provider(report: Report, value: unknown): void {
  const { service, port } = asRecord(value);
  providerService(report.at('service'), service);
  report.at('port').error(portNumber(asNumber(port)));
}

/** `host:port`; IPv6 in brackets. */
export function proxyAddress(report: Report, address: string): void {
  const [, bracketed, plain, port] =
    /^(?:\[([^\]]*)\]|([^:]*)):([^:]*)$/.exec(address) ?? [];
  if (port === undefined) {
    report.error(`unable to split host and port of ${address}`);
    return;
  }
  report.error(
    /^\d+$/.test(port)
      ? portNumber(Number(port))
      : `port (${port}) is not a number`,
  );
  const host = bracketed ?? plain;
  if (
    bracketed !== undefined
      ? !isIpAddress(host)
      : Boolean(fqdn(host)) && !isIpAddress(host)
  ) {
    report.error(`"${host}" is not a valid hostname or an IP address`);
  }
}

/** Whole seconds, at least one. */
export function wholeSeconds(report: Report, value: unknown): void {
  const milliseconds = millisecondsOf(asText(value) ?? '');
  if (milliseconds !== undefined && milliseconds < 1000) {
    report.error('duration must be at least 1s');
  } else if (milliseconds !== undefined && milliseconds % 1000 !== 0) {
    report.error('only durations to seconds precision are supported');
  }
}

/** Milliseconds; zero for none. */
export function detectionTimeout(report: Report, value: unknown): void {
  const milliseconds = millisecondsOf(asText(value) ?? '');
  if (milliseconds !== undefined && milliseconds % 1 !== 0) {
    report.error('only durations to ms precision are supported');
  }
}

const ONLY_OUTBOUND = [
  'retryIgnorePreviousHosts',
  'retryRemoteLocalities',
  'perTryTimeout',
];

/** Retries of requests that arrive at a proxy: what is about other hosts has no effect there. */
export function inboundRetries(report: Report, value: unknown): void {
  const policy = asRecord(value);
  for (const field of ONLY_OUTBOUND.filter(name => isSet(policy[name]))) {
    report.at(field).warn(`${field} has no effect on requests that arrive`);
  }
  const { attempts, retryOn, perTryTimeout } = policy;
  retries(report, { attempts, retryOn, perTryTimeout });
}

/** Networks of a mesh, each with its endpoints and gateways. */
export function meshNetworks(report: Report, value: unknown): void {
  for (const [name, network] of Object.entries(
    asRecord(asRecord(value).networks),
  )) {
    const at = report.at(name);
    const { endpoints, gateways } = asRecord(network);
    asList(endpoints).forEach((endpoint, index) => {
      const { fromRegistry } = asRecord(endpoint);
      if (isSet(fromRegistry) && !isDnsLabel(asWord(fromRegistry))) {
        at.at('endpoints', index).error(
          `invalid network registry name: ${asWord(fromRegistry)}`,
        );
      }
    });
    asList(gateways).forEach((gateway, index) => {
      const { registryServiceName, address, port } = asRecord(gateway);
      const here = at.at('gateways', index);
      if (isSet(registryServiceName)) {
        here.error(fqdn(asWord(registryServiceName)));
      }
      if (isSet(address) && !isIpAddress(asWord(address))) {
        here.error(fqdn(asWord(address)));
      }
      here.error(portNumber(asNumber(port)));
    });
  }
}

/** Settings of some hosts. */
export function serviceSettings(report: Report, config: unknown): void {
  asList(asRecord(config).serviceSettings).forEach((setting, index) => {
    for (const host of asTexts(asRecord(setting).hosts)) {
      report.at('serviceSettings', index).error(wildcardDomain(host));
    }
  });
}

const WINDOWS = [
  'http2InitialStreamWindowSize',
  'http2InitialConnectionWindowSize',
];

/** Flow control of HTTP/2; sizes are bytes. */
export function http2Settings(report: Report, value: unknown): void {
  for (const field of WINDOWS) {
    const size = asNumber(asRecord(value)[field]);
    if (size !== undefined && (size < 65_535 || size > 2 ** 31 - 1)) {
      report.at(field).error(`${field} must be in the range 65535..2147483647`);
    }
  }
}

const PROVIDERS = [
  'envoyExtAuthzHttp',
  'envoyExtAuthzGrpc',
  'zipkin',
  'lightstep',
  'datadog',
  'opencensus',
  'skywalking',
  'opentelemetry',
  'envoyHttpAls',
  'envoyTcpAls',
  'envoyOtelAls',
];

function read(object: KubeObject): Fields {
  try {
    return asRecord(
      parse(asText(asRecord(object.data).mesh) ?? '', { maxAliasCount: 0 }),
    );
  } catch {
    return {};
  }
}

/** The mesh configuration in its ConfigMap. */
export function meshConfiguration(report: Report, object: KubeObject): void {
  if (!/^istio(-|$)/.test(object.metadata.name)) {
    return;
  }
  const config = read(object);
  const names = new Set<string>();
  asList(config.extensionProviders).forEach((value, index) => {
    const entry = asRecord(value);
    const at = report.at('extensionProviders', index);
    const name = asText(entry.name) ?? '';
    if (name === '') {
      at.error('the name of an extension provider must not be empty');
    }
    if (names.has(name)) {
      at.error(`duplicate extension provider name ${name}`);
    }
    names.add(name);
    for (const kind of PROVIDERS.filter(field => isSet(entry[field]))) {
      provider(at.at(kind), entry[kind]);
    }
  });
  const proxy = asRecord(config.defaultConfig);
  if (asText(proxy.discoveryAddress)) {
    proxyAddress(
      report.at('defaultConfig', 'discoveryAddress'),
      asWord(proxy.discoveryAddress),
    );
  }
  wholeSeconds(
    report.at('defaultConfig', 'drainDuration'),
    proxy.drainDuration,
  );
  duration(report.at('connectTimeout'), config.connectTimeout);
  detectionTimeout(
    report.at('protocolDetectionTimeout'),
    config.protocolDetectionTimeout,
  );
  localityLoadBalancing(
    report.at('localityLbSetting'),
    config.localityLbSetting,
    {},
  );
  retries(report.at('defaultHttpRetryPolicy'), config.defaultHttpRetryPolicy);
  inboundRetries(
    report.at('defaultInboundHttpRetryPolicy'),
    config.defaultInboundHttpRetryPolicy,
  );
  http2Settings(report.at('defaultConfig'), proxy);
  const policy = asRecord(config.defaultTrafficPolicy);
  outlierDetection(
    report.at('defaultTrafficPolicy', 'outlierDetection'),
    policy.outlierDetection,
  );
  connectionPool(
    report.at('defaultTrafficPolicy', 'connectionPool'),
    policy.connectionPool,
  );
  serviceSettings(report, config);
}
