import { resolve } from 'node:path';
import { startPlatform, type Platform } from '@ecotrack/ecotrack-sim';

/** Cluster that the tests run against unless they name another. */
export const CLUSTER = 'ecotrack-production';

/** The embedded platform with the cluster of the tests. @param syncDelay - to sync it from the forge; otherwise it stays as tests make it */
export function startCluster(
  syncDelay?: number,
  cluster = CLUSTER,
): Promise<Platform> {
  return startPlatform({
    examplesDir: resolve(__dirname, '../../../../examples'),
    clusters: [cluster],
    syncDelay,
  });
}

/** The configuration of the Kubernetes plugin that reads the cluster. */
export function kubernetesConfig(platform: Platform) {
  return {
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: platform.clusters[0].name,
            url: platform.clusters[0].kubeUrl,
            authProvider: 'serviceAccount',
            serviceAccountToken: platform.token,
            caData: Buffer.from(platform.ca).toString('base64'),
          },
        ],
      },
    ],
  };
}
