import { schemeOfUrl } from '../../schemas/schemeOfUrl';
import { isIp } from '../../schemas/isIp';
import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { ipProblem } from '../values/addresses';
import { fqdnProblem, namespacedHostProblems } from '../values/hosts';

/** Providers that call a service. */
const CALLING = [
  'envoyExtAuthzHttp',
  'envoyExtAuthzGrpc',
  'zipkin',
  'lightstep',
  'datadog',
  'opencensus',
  'skywalking',
  'envoyOtelAls',
  'opentelemetry',
  'envoyHttpAls',
  'envoyTcpAls',
];
const OTHERS = ['prometheus', 'stackdriver', 'envoyFileAccessLog', 'sds'];

/** Ranges of the statuses that Envoy answers with. */
const STATUSES = [
  [0, 0],
  [100, 100],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 417],
  [421, 424],
  [426, 426],
  [428, 429],
  [431, 431],
  [500, 508],
  [510, 511],
];

/** What is wrong with the service of a provider: a name, an address, or `namespace/name`. */
export function providerServiceProblem(service: string): string | undefined {
  if (service === '') {
    return 'service must not be empty';
  }
  if (service.includes('/')) {
    return namespacedHostProblems(service, false)[0];
  }
  return fqdnProblem(service) && !isIp(service)
    ? `invalid service fmt ${service}: ${ipProblem(service)}`
    : undefined;
}

function validateStatus(status: Field): void {
  if (status.word === '') {
    return;
  }
  const code = /^\d+$/.test(status.word) ? Number(status.word) : NaN;
  if (!STATUSES.some(([first, last]) => code >= first && code <= last)) {
    status.error('range', `unsupported statusOnError value ${status.word}`);
  }
}

function validatePathPrefix(prefix: Field): void {
  const path = prefix.text;
  if (path !== '' && !path.startsWith('/')) {
    prefix.error(
      'url',
      `pathPrefix should begin with \`/\` but found ${JSON.stringify(path)}`,
      'Begin the path with a slash.',
    );
  } else if (path !== '' && schemeOfUrl(path) === undefined) {
    prefix.error('url', `invalid pathPrefix ${path}`);
  }
}

/**
 * A provider that calls a service.
 * @param type - its field, such as `zipkin`
 */
export function validateCallingProvider(provider: Field, type: string): void {
  const service = provider.get('service');
  service.refuse('host', providerServiceProblem(service.text));
  validatePort(provider.get('port'));
  if (type === 'lightstep' && provider.get('accessToken').text === '') {
    provider.error('required', 'access token is required');
  }
  if (
    type === 'opentelemetry' &&
    provider.has('grpc') &&
    provider.has('http')
  ) {
    provider.error(
      'exclusive',
      'OpenTelemetryTracingProvider cannot specify both grpc and http',
    );
  }
  if (type.startsWith('envoyExtAuthz')) {
    validateStatus(provider.get('statusOnError'));
    validatePathPrefix(provider.get('pathPrefix'));
  }
}

/** `extensionProviders` of the mesh configuration. */
export function validateExtensionProviders(providers: Field): void {
  const names = new Set<string>();
  for (const provider of providers.items) {
    const name = provider.get('name').text;
    const type = CALLING.find(field => provider.has(field));
    if (name === '') {
      provider.error('required', 'empty extension provider name');
    } else if (names.has(name)) {
      provider.error('duplicate', `duplicate extension provider name ${name}`);
    }
    names.add(name);
    if (type !== undefined) {
      validateCallingProvider(provider.get(type), type);
    } else if (!provider.has(...OTHERS)) {
      provider.error(
        'unsupported',
        `invalid extension provider ${name}: unsupported provider`,
      );
    }
  }
}
