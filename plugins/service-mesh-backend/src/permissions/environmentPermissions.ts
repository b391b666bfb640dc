import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  meshEnvironmentReadPermission,
  RESOURCE_TYPE_MESH_ENVIRONMENT,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { z } from 'zod/v3';
import type { Environment } from '../environments/Environment';

const environmentRef = createPermissionResourceRef<
  { name: string },
  { names: string[] }
>().with({
  pluginId: 'service-mesh',
  resourceType: RESOURCE_TYPE_MESH_ENVIRONMENT,
});

const hasName = createPermissionRule({
  name: 'HAS_NAME',
  description: 'The environment has one of these names',
  resourceRef: environmentRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names of environments'),
  }),
  apply: ({ name }, { names }) => names.includes(name),
  toQuery: ({ names }) => ({ names }),
});

/** Lets policies decide by the name of an environment. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  names: readonly string[],
): void {
  registry.addResourceType({
    resourceRef: environmentRef,
    permissions: [meshEnvironmentReadPermission],
    rules: [hasName],
    getResources: async refs =>
      refs.map(name => (names.includes(name) ? { name } : undefined)),
  });
}

/** Decides with the caller's credentials who may read which environment. */
export class EnvironmentPermissions {
  readonly #permissions: PermissionsService;

  constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  /** In the order of the environments. */
  async mayRead(
    environments: readonly Environment[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const decisions = await this.#permissions.authorize(
      environments.map(({ name }) => ({
        permission: meshEnvironmentReadPermission,
        resourceRef: name,
      })),
      { credentials },
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }

  /** @throws NotAllowedError that says whom to ask */
  async assertMayRead(
    environment: Environment,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [allowed] = await this.mayRead([environment], credentials);
    if (!allowed) {
      throw new NotAllowedError(denial(environment));
    }
  }
}

/** Why an environment may not be read, and whom to ask. */
export function denial({ config }: Environment): string {
  return `You may not read the environment ${config.name}${
    config.contact ? `; ask ${config.contact}` : ''
  }`;
}
