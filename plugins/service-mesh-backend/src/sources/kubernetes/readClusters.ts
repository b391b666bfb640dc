import { readFileSync } from 'node:fs';
import type { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';

/** A cluster to read from. */
export interface ClusterTarget {
  name: string;
  kubeConfig: KubeConfig;
}

function caOf(cluster: Config): string | undefined {
  const file = cluster.getOptionalString('caFile');
  return file
    ? readFileSync(file).toString('base64')
    : cluster.getOptionalString('caData');
}

function kubeConfigOf(name: string, cluster: Config): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name,
        server: cluster.getString('url'),
        caData: caOf(cluster),
        skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
      },
    ],
    users: [{ name, token: cluster.getString('serviceAccountToken') }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return kubeConfig;
}

/**
 * The clusters of the Kubernetes plugin's own configuration: `kubernetes.clusterLocatorMethods` of type `config`, with
 * the token of a service account.
 */
export function readClusters(root: Config): Map<string, ClusterTarget> {
  const clusters = new Map<string, ClusterTarget>();
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  for (const method of methods) {
    if (method.getString('type') === 'config') {
      for (const cluster of method.getConfigArray('clusters')) {
        const name = cluster.getString('name');
        const provider =
          cluster.getOptionalString('authProvider') ??
          cluster.getOptionalString('authMetadata.kubernetes.io/auth-provider');
        if (provider === 'serviceAccount') {
          clusters.set(name, { name, kubeConfig: kubeConfigOf(name, cluster) });
        }
      }
    }
  }
  return clusters;
}
