import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ChangeTemplate } from '@ecotrack/mesh-changes';
import type { RepositoryHost } from './repositories/types';

/** Where modules of the service mesh plugin add hosts of Git repositories. @public */
export interface RepositoryHostsExtensionPoint {
  addHost(host: RepositoryHost): void;
}

/** @public */
export const repositoryHostsExtensionPoint =
  createExtensionPoint<RepositoryHostsExtensionPoint>({
    id: 'service-mesh.repository-hosts',
  });

/** Where modules of the service mesh plugin add change templates. @public */
export interface ChangeTemplatesExtensionPoint {
  /** @throws when there is a template of the same id */
  addTemplate(...templates: ChangeTemplate[]): void;
}

/** @public */
export const changeTemplatesExtensionPoint =
  createExtensionPoint<ChangeTemplatesExtensionPoint>({
    id: 'service-mesh.change-templates',
  });
