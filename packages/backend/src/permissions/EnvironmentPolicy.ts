import type { Config } from '@backstage/config';
import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  meshChangeProposePermission,
  meshEnvironmentReadPermission,
  RESOURCE_TYPE_MESH_CHANGE,
  RESOURCE_TYPE_MESH_ENVIRONMENT,
} from '@ecotrack/backstage-plugin-service-mesh-common';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

function ownersMayPropose(claims: string[], closed: string[]): PolicyDecision {
  const resourceType = RESOURCE_TYPE_MESH_CHANGE;
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'service-mesh',
    resourceType,
    conditions: {
      allOf: [
        { rule: 'IS_ENTITY_OWNER', resourceType, params: { claims } },
        {
          not: {
            rule: 'IN_ENVIRONMENT',
            resourceType,
            params: { names: closed },
          },
        },
      ],
    },
  };
}

/**
 * Signed-in people read everything except the environments that `permission.environments` keeps for some groups;
 * owners of a service may propose changes of it there, and only `permission.administrators` may do more. The Kubernetes plugin knows no environments, so its pages
 * are for those who may read them all.
 */
export class EnvironmentPolicy implements PermissionPolicy {
  readonly #administrators: Set<string>;
  readonly #readers: Map<string, string[]>;

  private constructor(
    administrators: string[],
    readers: Map<string, string[]>,
  ) {
    this.#administrators = new Set(administrators);
    this.#readers = readers;
  }

  static fromConfig(config: Config): EnvironmentPolicy {
    const environments = config.getOptionalConfig('permission.environments');
    return new EnvironmentPolicy(
      config.getOptionalStringArray('permission.administrators') ?? [],
      new Map(
        environments
          ?.keys()
          .map(name => [name, environments.getStringArray(name)]),
      ),
    );
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const owns = user.info.ownershipEntityRefs;
    if (owns.some(ref => this.#administrators.has(ref))) {
      return ALLOW;
    }
    const closed = [...this.#readers]
      .filter(([, readers]) => !readers.some(ref => owns.includes(ref)))
      .map(([name]) => name);
    if (isPermission(request.permission, meshChangeProposePermission)) {
      return ownersMayPropose(owns, closed);
    }
    if (request.permission.attributes.action !== 'read') {
      return DENY;
    }
    if (closed.length === 0) {
      return ALLOW;
    }
    if (isPermission(request.permission, meshEnvironmentReadPermission)) {
      return {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'service-mesh',
        resourceType: RESOURCE_TYPE_MESH_ENVIRONMENT,
        conditions: {
          not: {
            rule: 'HAS_NAME',
            resourceType: RESOURCE_TYPE_MESH_ENVIRONMENT,
            params: { names: closed },
          },
        },
      };
    }
    return request.permission.name.startsWith('kubernetes.') ? DENY : ALLOW;
  }
}
