import { asRecord } from '../../resources/fields';
import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { validateClientTls } from '../parts/clientTls';
import { proxyAddressProblem } from '../values/addresses';
import { drainDurationProblem } from '../values/durations';
import { validateConnectionSettings } from './defaults';

const AUTH_POLICIES = ['NONE', 'MUTUAL_TLS'];

/** What stands for the address of the node in addresses of collectors. */
const NODE_ADDRESS = '$(HOST_IP)';

/** What is wrong with how proxies prove themselves to the control plane. */
export const authPolicyProblem = (policy: string): string | undefined =>
  AUTH_POLICIES.includes(policy)
    ? undefined
    : `unrecognized control plane auth policy ${JSON.stringify(policy)}`;

function validateAddress(address: Field, words: string): void {
  const problem = proxyAddressProblem(
    address.text.replace(NODE_ADDRESS, '127.0.0.1'),
  );
  address.refuse('address', problem && `invalid ${words}: ${problem}`);
}

function validateTracing(tracing: Field): void {
  for (const tracer of ['lightstep', 'zipkin', 'datadog']) {
    if (tracing.has(tracer)) {
      validateAddress(tracing.get(tracer).get('address'), `${tracer} config`);
    }
  }
  if (
    tracing.has('lightstep') &&
    tracing.get('lightstep').get('accessToken').text === ''
  ) {
    tracing.get('lightstep').error('required', 'access token is required');
  }
  validateClientTls(tracing.get('tlsSettings'));
  for (const [name, tag] of tracing.get('customTags').entries) {
    if (!tag.isSet) {
      tag.error('required', `encountered nil value for custom tag: ${name}`);
    }
  }
}

function validateKeyProvider(provider: Field): void {
  const type = ['cryptomb', 'qat'].find(name => provider.has(name));
  if (provider.isSet && type === undefined) {
    provider.error(
      'required',
      'private key provider configuration is required',
    );
  } else if (type !== undefined && !provider.get(type).has('pollDelay')) {
    provider.get(type).error('required', 'pollDelay is required');
  }
}

/** What istiod fills in where `defaultConfig` says nothing. */
const DEFAULTS = {
  configPath: './etc/istio/proxy',
  binaryPath: '/usr/local/bin/envoy',
  discoveryAddress: 'istiod.istio-system.svc:15012',
  drainDuration: '45s',
  proxyAdminPort: 15000,
  statusPort: 15020,
  tracingServiceName: 'APP_LABEL_AND_NAMESPACE',
};

const REQUIRED: Record<string, string> = {
  configPath: 'config path must be set',
  binaryPath: 'binary path must be set',
  discoveryAddress:
    'discovery address must be set to the proxy discovery service',
};

/** `defaultConfig` of the mesh configuration as a whole. */
export function validateMeshProxyConfig(config: Field): void {
  for (const [name, says] of Object.entries(REQUIRED)) {
    if (config.get(name).text === '') {
      config.error('required', says);
    }
  }
  if (!config.has('serviceCluster', 'tracingServiceName')) {
    config.error(
      'required',
      'oneof service cluster or tracing service name must be specified',
    );
  }
  const drain = config.get('drainDuration');
  drain.refuse('duration', drainDurationProblem(drain.text || '0s'));
  for (const address of [
    config.get('discoveryAddress'),
    config.get('statsdUdpAddress'),
    config.get('envoyMetricsService').get('address'),
    config.get('envoyAccessLogService').get('address'),
  ]) {
    if (address.text !== '') {
      validateAddress(address, 'address');
    }
  }
  validateTracing(config.get('tracing'));
  validatePort(config.get('proxyAdminPort'));
  validatePort(config.get('statusPort'));
  const auth = config.get('controlPlaneAuthPolicy');
  auth.refuse('unsupported', authPolicyProblem(auth.text || 'NONE'));
  validateKeyProvider(config.get('privateKeyProvider'));
  validateConnectionSettings(config.get('connectionSettings'));
}

/** `defaultConfig` as it is written, with istiod's defaults. */
export function validateDefaultConfig(config: Field): void {
  validateMeshProxyConfig(
    config.parsed({ ...DEFAULTS, ...asRecord(config.value) }),
  );
}
