import { parse } from 'yaml';
import type { Mesh } from '@ecotrack/mesh-engine';

interface MeshYaml {
  defaultConfig?: { proxyMetadata?: { PEER_METADATA_DISCOVERY?: string } };
}

/**
 * Whether proxies look up callers without a proxy by their address. Without it such callers are `unknown` in the
 * metrics of the services that they call.
 */
export function namesPlaintextPeers(mesh: Mesh): boolean {
  const configMap = mesh
    .objects('ConfigMap', '')
    .find(
      ({ metadata }) =>
        metadata.name === 'istio' &&
        metadata.namespace === mesh.config.rootNamespace,
    );
  const { data } = (configMap ?? {}) as { data?: { mesh?: string } };
  const config = parse(data?.mesh ?? '{}') as MeshYaml | null;
  const { proxyMetadata } = config?.defaultConfig ?? {};
  return proxyMetadata?.PEER_METADATA_DISCOVERY === 'true';
}
