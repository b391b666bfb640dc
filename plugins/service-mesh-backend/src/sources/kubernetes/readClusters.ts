import { readFileSync } from 'node:fs';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { KubeConfig } from '@kubernetes/client-node';

/** A cluster to read from. */
export interface ClusterTarget {
  name: string;
  kubeConfig: KubeConfig;
}

const AUTH_PROVIDER = 'kubernetes.io/auth-provider';

function providerOf(cluster: Config): string | undefined {
  const metadata = cluster.getOptional<Record<string, string>>('authMetadata');
  return metadata?.[AUTH_PROVIDER] ?? cluster.getOptionalString('authProvider');
}

function caOf(cluster: Config): string | undefined {
  const file = cluster.getOptionalString('caFile');
  return file
    ? readFileSync(file).toString('base64')
    : cluster.getOptionalString('caData');
}

/** With the token of the configuration; without one, as the pod that the portal runs in. */
function kubeConfigOf(
  name: string,
  cluster: Config,
  logger: LoggerService,
): KubeConfig {
  const kubeConfig = new KubeConfig();
  const token = cluster.getOptionalString('serviceAccountToken');
  if (token === undefined) {
    kubeConfig.loadFromCluster();
    return kubeConfig;
  }
  const skipTLSVerify = cluster.getOptionalBoolean('skipTLSVerify') ?? false;
  if (skipTLSVerify) {
    logger.warn(`The certificate of cluster ${name} is not verified`);
  }
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name,
        server: cluster.getString('url').replace(/\/$/, ''),
        caData: caOf(cluster),
        skipTLSVerify,
      },
    ],
    users: [{ name, token }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return kubeConfig;
}

/**
 * The clusters with these names in the Kubernetes plugin's own configuration: `kubernetes.clusterLocatorMethods` of type
 * `config`, with the token of a service account.
 */
export function readClusters(
  root: Config,
  names: ReadonlySet<string>,
  logger: LoggerService,
): Map<string, ClusterTarget> {
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  const clusters = methods
    .filter(method => method.getString('type') === 'config')
    .flatMap(method => method.getConfigArray('clusters'))
    .filter(
      cluster =>
        names.has(cluster.getString('name')) &&
        providerOf(cluster) === 'serviceAccount',
    );
  return new Map(
    clusters.map(cluster => {
      const name = cluster.getString('name');
      return [name, { name, kubeConfig: kubeConfigOf(name, cluster, logger) }];
    }),
  );
}
