import { parse } from 'yaml';
import { asRecord, asText, asTexts, at } from '../resources/fields';
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
  };
}
