import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { parse } from 'yaml';
import { at, list, record } from '../../security/common/values';

export type Signal = 'tracing' | 'accessLogging';

const KINDS: Record<Signal, readonly string[]> = {
  tracing: [
    'opentelemetry',
    'zipkin',
    'skywalking',
    'datadog',
    'lightstep',
    'opencensus',
    'stackdriver',
  ],
  accessLogging: [
    'envoyFileAccessLog',
    'envoyOtelAls',
    'envoyHttpAls',
    'envoyTcpAls',
    'stackdriver',
  ],
};

function meshConfigOf(configMap: KubeObject): unknown {
  const text = at(configMap, 'data', 'mesh');
  try {
    return typeof text === 'string' ? parse(text, { maxAliasCount: 0 }) : {};
  } catch {
    return {};
  }
}

const configMapOf = (mesh: Mesh): KubeObject | undefined =>
  mesh
    .objects('ConfigMap', '')
    .find(
      ({ metadata }) =>
        metadata.name === 'istio' &&
        metadata.namespace === mesh.config.rootNamespace,
    );

/** Providers of the mesh configuration for a signal; undefined when no configuration is known. */
export function providersOf(mesh: Mesh, signal: Signal): string[] | undefined {
  const configMap = configMapOf(mesh);
  if (!configMap) {
    return undefined;
  }
  const named = list(at(meshConfigOf(configMap), 'extensionProviders'))
    .map(record)
    .filter(provider => KINDS[signal].some(kind => kind in provider))
    .flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  // Istio brings one of its own, which writes to the output of the proxy.
  return signal === 'accessLogging' ? [...named, 'envoy'] : named;
}

/** Hosts that proxies report to, by the mesh configuration. */
export const providerHosts = (mesh: Mesh): string[] => {
  const configMap = configMapOf(mesh);
  return list(configMap && at(meshConfigOf(configMap), 'extensionProviders'))
    .flatMap(provider => Object.values(record(provider)))
    .map(settings => record(settings).service)
    .filter(service => typeof service === 'string')
    .map(service => service.split('/').at(-1) ?? service);
};
