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

/** Runs of software templates are for those who started them. */
const OWN_RUNS = ['scaffolder.task.read', 'scaffolder.task.cancel'];

/**
 * What a software template does is decided where it does it, with the credentials of the person who runs it; and only
 * administrators register templates.
 */
const RUNNING_TEMPLATES = [
  'scaffolder.action.execute',
  'scaffolder.task.create',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
];

function ownRuns(userEntityRef: string): PolicyDecision {
  const resourceType = 'scaffolder-task';
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'scaffolder',
    resourceType,
    conditions: {
      rule: 'IS_TASK_OWNER',
      resourceType,
      params: { createdBy: [userEntityRef] },
    },
  };
}

/**
 * Signed-in people read everything except the environments that `permission.environments` keeps for some groups;
 * owners of a service may propose changes of it there, everybody may run software templates, and only
 * `permission.administrators` may do more. The Kubernetes plugin knows no environments, so its pages
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
    const { name, attributes } = request.permission;
    if (OWN_RUNS.includes(name)) {
      return ownRuns(user.info.userEntityRef);
    }
    if (RUNNING_TEMPLATES.includes(name)) {
      return ALLOW;
    }
    if (attributes.action !== 'read') {
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
    return name.startsWith('kubernetes.') ? DENY : ALLOW;
  }
}
