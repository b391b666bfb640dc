import { InputError } from '@backstage/errors';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { EnvironmentLayout } from '@ecotrack/mesh-changes';
import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { Environment } from '../../environments/Environment';
import type { EnvironmentRegistry } from '../../environments/EnvironmentRegistry';
import type { RepositoryHosts } from './RepositoryHosts';

/** Where the files of an environment are, and who brings them into the cluster. */
export interface EnvironmentRepository {
  repository: Repository;
  /** Undefined for the default branch. */
  branch?: string;
  layout: EnvironmentLayout;
  autoMerge: boolean;
}

interface ApplicationSource {
  repoURL?: string;
  path?: string;
  targetRevision?: string;
  chart?: string;
}

export const pageOf = (url: string) => url.replace(/(\.git)?\/*$/, '');

/** The sources of an Argo CD Application. */
export function sourcesOfApplication({
  spec,
}: KubeObject): ApplicationSource[] {
  const { source, sources } = (spec ?? {}) as {
    source?: ApplicationSource;
    sources?: ApplicationSource[];
  };
  return sources ?? (source ? [source] : []);
}

export const applicationsOf = (mesh: Mesh) =>
  mesh.objects('Application', 'argoproj.io');

function fromArgo(environment: Environment): ApplicationSource | undefined {
  const sources = applicationsOf(environment.snapshot().mesh)
    .flatMap(sourcesOfApplication)
    .filter(({ repoURL, chart }) => repoURL && !chart);
  return sources.length === 1 ? sources[0] : undefined;
}

function placeOf(environment: Environment) {
  const { repository } = environment.config;
  const source =
    repository?.url && repository.path !== undefined
      ? undefined
      : fromArgo(environment);
  const url = repository?.url ?? source?.repoURL;
  return (
    url && {
      url: pageOf(url),
      branch:
        repository?.branch ??
        (source?.targetRevision === 'HEAD'
          ? undefined
          : source?.targetRevision),
      folder:
        repository?.path ?? source?.path?.replace(/^\.?\/*|\/+$/g, '') ?? '',
    }
  );
}

/**
 * Finds where an environment is declared: by the configuration, or by its only Argo CD Application. Environments of
 * the same repository are its others.
 * @throws InputError that says what to configure
 */
export function environmentRepository(
  environment: Environment,
  registry: EnvironmentRegistry,
  hosts: RepositoryHosts,
): EnvironmentRepository {
  const place = placeOf(environment);
  if (!place) {
    throw new InputError(
      `No repository is known for ${environment.name}: it has not exactly one Argo CD Application. Set serviceMesh.environments.repository`,
    );
  }
  const others = registry.all
    .filter(other => other !== environment)
    .flatMap(other => {
      const its = placeOf(other);
      return its && its.url === place.url && its.branch === place.branch
        ? [[other.name, its.folder] as const]
        : [];
    });
  return {
    repository: hosts.get(place.url),
    branch: place.branch,
    autoMerge: environment.config.repository?.autoMerge ?? false,
    layout: {
      folder: place.folder,
      others: Object.fromEntries(others),
      helm: environment.config.repository?.helm,
    },
  };
}
