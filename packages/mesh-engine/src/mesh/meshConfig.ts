import { parse } from 'yaml';
import { asRecord, asText, asTexts, at } from '../resources/fields';
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
}

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

/** Reads the ConfigMap `istio` of the control plane; options win over it, defaults fill in. */
export function readMeshConfig(
  configMaps: readonly KubeObject[],
  options: MeshOptions,
): MeshConfig {
  const configMap = configMaps.find(
    ({ metadata }) =>
      metadata.name === 'istio' &&
      metadata.namespace === (options.rootNamespace ?? DEFAULT_ROOT_NAMESPACE),
  );
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
  };
}
