import type { Config } from '@backstage/config';
import type { HelmMapping } from '@ecotrack/mesh-changes';

/** Where the files of an environment are. */
export interface RepositoryConfig {
  url?: string;
  branch?: string;
  path?: string;
  autoMerge: boolean;
  helm: HelmMapping[];
}

function readHelm(config: Config): HelmMapping {
  const object = config.getConfig('object');
  return {
    object: {
      apiVersion: object.getString('apiVersion'),
      kind: object.getString('kind'),
      namespace: object.getOptionalString('namespace'),
      name: object.getString('name'),
    },
    field: config.getString('field'),
    file: config.getString('file'),
    value: config.getString('value'),
  };
}

/** Reads `repository` of an environment. @throws an error that names the path of the key */
export function readRepository(config: Config, path: string): RepositoryConfig {
  const url = config.getOptionalString('url');
  if (url !== undefined && !/^https?:\/\/[^/]+\/[^/]+\/[^/]+/.test(url)) {
    throw new Error(
      `Invalid configuration: ${path}.url must be the page of a repository; it is "${url}"`,
    );
  }
  const folder = config.getOptionalString('path');
  if (folder?.split('/').includes('..') || folder?.startsWith('/')) {
    throw new Error(
      `Invalid configuration: ${path}.path must be a folder inside the repository; it is "${folder}"`,
    );
  }
  return {
    url: url?.replace(/(\.git)?\/*$/, ''),
    branch: config.getOptionalString('branch'),
    path: folder?.replace(/^\.?\/*|\/+$/g, ''),
    autoMerge: config.getOptionalBoolean('autoMerge') ?? false,
    helm: config.getOptionalConfigArray('helm')?.map(readHelm) ?? [],
  };
}
