import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { readRepository, type RepositoryConfig } from './readRepository';

/** When a service counts as degraded or failing. */
export interface Thresholds {
  degradedErrorShare: number;
  failingErrorShare: number;
  minimumRequests: number;
  /** Milliseconds. */
  certificateWarning: number;
}

/** Where telemetry comes from. */
export interface PrometheusConfig {
  url: string;
  headers: Record<string, string>;
  matchers: Record<string, string>;
  /** Milliseconds. */
  timeout: number;
}

/** One environment of the configuration. */
export interface EnvironmentConfig {
  name: string;
  title: string;
  mesh: string;
  /** Exactly one of `cluster` and `manifests` is there. */
  cluster?: string;
  manifests?: string;
  namespaces?: string[];
  sharedNamespaces?: string[];
  contact?: string;
  prometheus?: PrometheusConfig;
  repository?: RepositoryConfig;
  links: { title: string; url: string }[];
}

/** The configuration of the plugin. */
export interface ServiceMeshConfig {
  environments: EnvironmentConfig[];
  thresholds: Thresholds;
}

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;
const HOUR = 3_600_000;

function fail(path: string, message: string): never {
  throw new Error(`Invalid configuration: ${path} ${message}`);
}

/** An object of texts whose names have a certain form. */
function readTexts(
  config: Config,
  path: string,
  key: string,
  form: RegExp,
): Record<string, string> {
  const texts = config.getOptional<Record<string, unknown>>(key) ?? {};
  for (const [name, value] of Object.entries(texts)) {
    if (!form.test(name)) {
      fail(`${path}.${key}`, `must not have the name "${name}"`);
    }
    if (typeof value !== 'string') {
      fail(`${path}.${key}.${name}`, 'must be a text');
    }
  }
  return texts as Record<string, string>;
}

function milliseconds(
  config: Config | undefined,
  path: string,
  key: string,
  fallback: number,
): number {
  if (!config?.has(key)) {
    return fallback;
  }
  try {
    return durationToMilliseconds(readDurationFromConfig(config, { key }));
  } catch (error) {
    return fail(
      `${path}.${key}`,
      `is no duration: ${(error as Error).message}`,
    );
  }
}

function readPrometheus(config: Config, path: string): PrometheusConfig {
  const url = config.getString('url');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    fail(`${path}.url`, 'must be an http or https URL');
  }
  return {
    url: url.replace(/\/$/, ''),
    headers: readTexts(config, path, 'headers', HEADER),
    matchers: readTexts(config, path, 'matchers', LABEL),
    timeout: milliseconds(config, path, 'timeout', 15_000),
  };
}

function readEnvironment(config: Config, path: string): EnvironmentConfig {
  const name = config.getString('name');
  if (!NAME.test(name)) {
    fail(`${path}.name`, `must be a DNS label; it is "${name}"`);
  }
  const cluster = config.getOptionalString('cluster');
  const manifests = config.getOptionalString('manifests');
  if ((cluster === undefined) === (manifests === undefined)) {
    fail(path, 'needs either cluster or manifests, and not both');
  }
  const prometheus = config.getOptionalConfig('prometheus');
  const repository = config.getOptionalConfig('repository');
  return {
    name,
    title: config.getOptionalString('title') ?? name,
    mesh: config.getOptionalString('mesh') ?? 'Mesh',
    cluster,
    manifests,
    namespaces: config.getOptionalStringArray('namespaces'),
    sharedNamespaces: config.getOptionalStringArray('sharedNamespaces'),
    contact: config.getOptionalString('contact'),
    prometheus: prometheus && readPrometheus(prometheus, `${path}.prometheus`),
    repository: repository && readRepository(repository, `${path}.repository`),
    links:
      config.getOptionalConfigArray('links')?.map(link => ({
        title: link.getString('title'),
        url: link.getString('url'),
      })) ?? [],
  };
}

function readShare(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const share = config?.getOptionalNumber(key) ?? fallback;
  if (!(share >= 0 && share <= 1)) {
    fail(`serviceMesh.${key}`, 'must be a share from 0 to 1');
  }
  return share;
}

function readCount(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const count = config?.getOptionalNumber(key) ?? fallback;
  if (!(count >= 0)) {
    fail(`serviceMesh.${key}`, 'must not be negative');
  }
  return count;
}

/** Reads `serviceMesh`. @throws an error that names the path of the key */
export function readServiceMeshConfig(root: Config): ServiceMeshConfig {
  const config = root.getOptionalConfig('serviceMesh');
  const environments =
    config
      ?.getOptionalConfigArray('environments')
      ?.map((entry, index) =>
        readEnvironment(entry, `serviceMesh.environments[${index}]`),
      ) ?? [];
  const names = environments.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0) {
    fail(
      `serviceMesh.environments[${twice}].name`,
      `is "${names[twice]}" a second time`,
    );
  }
  return {
    environments,
    thresholds: {
      degradedErrorShare: readShare(
        config,
        'thresholds.degradedErrorShare',
        0.01,
      ),
      failingErrorShare: readShare(
        config,
        'thresholds.failingErrorShare',
        0.05,
      ),
      minimumRequests: readCount(config, 'thresholds.minimumRequests', 20),
      certificateWarning: milliseconds(
        config,
        'serviceMesh',
        'certificateWarning',
        6 * HOUR,
      ),
    },
  };
}
