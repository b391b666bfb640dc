import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

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
  links: { title: string; url: string }[];
}

/** The configuration of the plugin. */
export interface ServiceMeshConfig {
  environments: EnvironmentConfig[];
  thresholds: Thresholds;
}

const NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const HOUR = 3_600_000;

function fail(path: string, message: string): never {
  throw new Error(`Invalid configuration: ${path} ${message}`);
}

function strings(config: Config | undefined): Record<string, string> {
  return Object.fromEntries(
    config?.keys().map(key => [key, config.getString(key)]) ?? [],
  );
}

function milliseconds(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  return config?.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : fallback;
}

function readPrometheus(config: Config, path: string): PrometheusConfig {
  const url = config.getString('url');
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    fail(`${path}.url`, 'must be an http or https URL');
  }
  return {
    url: url.replace(/\/$/, ''),
    headers: strings(config.getOptionalConfig('headers')),
    matchers: strings(config.getOptionalConfig('matchers')),
    timeout: milliseconds(config, 'timeout', 15_000),
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
      minimumRequests:
        config?.getOptionalNumber('thresholds.minimumRequests') ?? 20,
      certificateWarning: milliseconds(config, 'certificateWarning', 6 * HOUR),
    },
  };
}
