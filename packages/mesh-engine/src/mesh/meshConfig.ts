import { parse } from 'yaml';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import { byAge } from '../resources/byAge';
import type { KubeObject } from '../resources/types';
import type { MeshOptions } from './types';

/** What the mesh configuration says, with Istio's defaults. @public */
export interface MeshConfig {
  rootNamespace: string;
  trustDomain: string;
  trustDomainAliases: string[];
  enableAutoMtls: boolean;
  /** Domain of cluster hosts. */
  clusterDomain: string;
  /** What sidecars do with traffic that no service is known for. */
  outboundTrafficPolicy:
    | 'ALLOW_ANY'
    | 'REGISTRY_ONLY'
    | 'ALLOW_ANY_DYNAMIC_DNS';
  /** Namespaces that see objects without `exportTo`. */
  defaultServiceExportTo: string[];
  defaultVirtualServiceExportTo: string[];
  defaultDestinationRuleExportTo: string[];
  /** Environment that proxies get. */
  proxyMetadata: Record<string, string>;
  /** As it is written; undefined when it is not. */
  defaultHttpRetryPolicy?: Record<string, unknown>;
  /** Labels of the gateway that serves Ingresses, and the class that it serves. */
  ingressSelector: Record<string, string>;
  ingressClass: string;
  /** How far proxies normalize paths before policies and routes see them. */
  pathNormalization: PathNormalization;
  /** Providers of access logs where a Telemetry names none. */
  defaultAccessLogProviders: string[];
  /** External authorizers that CUSTOM policies may name; undefined when no mesh configuration is known. */
  externalAuthorizers?: { name: string; protocol: 'http' | 'grpc' }[];
}

/** @public */
export type PathNormalization =
  | 'NONE'
  | 'BASE'
  | 'MERGE_SLASHES'
  | 'DECODE_AND_MERGE_SLASHES';

const DEFAULT_ROOT_NAMESPACE = 'istio-system';
const DEFAULT_DOMAIN = 'cluster.local';

function meshYaml(configMap: KubeObject): Record<string, unknown> {
  const text = asText(at(configMap, 'data', 'mesh'));
  if (text === undefined) {
    return {};
  }
  try {
    return asRecord(parse(text, { maxAliasCount: 0 }));
  } catch {
    return {};
  }
}

const OUTBOUND_POLICIES = [
  'ALLOW_ANY',
  'REGISTRY_ONLY',
  'ALLOW_ANY_DYNAMIC_DNS',
] as const;

const PATH_NORMALIZATIONS: readonly PathNormalization[] = [
  'NONE',
  'BASE',
  'MERGE_SLASHES',
  'DECODE_AND_MERGE_SLASHES',
];

function externalAuthorizersOf(
  mesh: Record<string, unknown>,
): MeshConfig['externalAuthorizers'] {
  return asList(mesh.extensionProviders)
    .map(asRecord)
    .flatMap(provider => {
      const name = asText(provider.name);
      const isGrpc = provider.envoyExtAuthzGrpc !== undefined;
      const isAuthorizer = isGrpc || provider.envoyExtAuthzHttp !== undefined;
      return name !== undefined && isAuthorizer
        ? [{ name, protocol: isGrpc ? 'grpc' : 'http' }]
        : [];
    });
}

function exportToOf(value: unknown): string[] {
  const namespaces = asTexts(value);
  return namespaces.length > 0 ? namespaces : ['*'];
}

/** `istio` in the root namespace first, then elsewhere, then those of revisions such as `istio-1-28`. */
function rank({ metadata }: KubeObject, rootNamespace: string): number {
  return (
    Number(metadata.name !== 'istio') * 2 +
    Number(metadata.namespace !== rootNamespace)
  );
}

/** Reads the ConfigMap `istio` of the control plane; options win over it, defaults fill in. */
export function readMeshConfig(
  configMaps: readonly KubeObject[],
  options: MeshOptions,
): MeshConfig {
  const root = options.rootNamespace ?? DEFAULT_ROOT_NAMESPACE;
  const [configMap] = configMaps
    .filter(
      object =>
        /^istio(-|$)/.test(object.metadata.name) &&
        asText(at(object, 'data', 'mesh')) !== undefined,
    )
    .sort((a, b) => rank(a, root) - rank(b, root) || byAge(a, b));
  const mesh = configMap ? meshYaml(configMap) : {};
  return {
    rootNamespace:
      options.rootNamespace ??
      asText(mesh.rootNamespace) ??
      DEFAULT_ROOT_NAMESPACE,
    trustDomain:
      options.trustDomain ?? asText(mesh.trustDomain) ?? DEFAULT_DOMAIN,
    trustDomainAliases: asTexts(mesh.trustDomainAliases),
    enableAutoMtls: mesh.enableAutoMtls !== false,
    clusterDomain: options.clusterDomain ?? DEFAULT_DOMAIN,
    outboundTrafficPolicy:
      OUTBOUND_POLICIES.find(
        mode => mode === at(mesh, 'outboundTrafficPolicy', 'mode'),
      ) ?? 'ALLOW_ANY',
    defaultServiceExportTo: exportToOf(mesh.defaultServiceExportTo),
    defaultVirtualServiceExportTo: exportToOf(
      mesh.defaultVirtualServiceExportTo,
    ),
    defaultDestinationRuleExportTo: exportToOf(
      mesh.defaultDestinationRuleExportTo,
    ),
    proxyMetadata: asLabels(at(mesh, 'defaultConfig', 'proxyMetadata')),
    defaultHttpRetryPolicy:
      mesh.defaultHttpRetryPolicy === undefined
        ? undefined
        : asRecord(mesh.defaultHttpRetryPolicy),
    ingressSelector: {
      istio: asText(mesh.ingressSelector) ?? 'ingressgateway',
    },
    ingressClass: asText(mesh.ingressClass) ?? 'istio',
    pathNormalization:
      PATH_NORMALIZATIONS.find(
        mode => mode === at(mesh, 'pathNormalization', 'normalization'),
      ) ?? 'BASE',
    defaultAccessLogProviders: asTexts(
      at(mesh, 'defaultProviders', 'accessLogging'),
    ),
    externalAuthorizers: configMap ? externalAuthorizersOf(mesh) : undefined,
  };
}
