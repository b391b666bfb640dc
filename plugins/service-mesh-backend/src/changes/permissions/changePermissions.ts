import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  createConditionAuthorizer,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  meshChangeProposePermission,
  RESOURCE_TYPE_MESH_CHANGE,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { z } from 'zod/v3';

/** What policies decide about a change by. */
export interface ChangeSubject {
  environment: string;
  template: string;
  /** Owner of the service in the catalog; undefined when it has none, or when it is about no service. */
  owner?: string;
}

const changeRef = createPermissionResourceRef<
  ChangeSubject,
  { [field: string]: string[] }
>().with({
  pluginId: 'service-mesh',
  resourceType: RESOURCE_TYPE_MESH_CHANGE,
});

const inEnvironment = createPermissionRule({
  name: 'IN_ENVIRONMENT',
  description: 'The change is for one of these environments',
  resourceRef: changeRef,
  paramsSchema: z.object({
    names: z.array(z.string()).describe('Names of environments'),
  }),
  apply: ({ environment }, { names }) => names.includes(environment),
  toQuery: ({ names }) => ({ environments: names }),
});

const usesTemplate = createPermissionRule({
  name: 'USES_TEMPLATE',
  description: 'The change is made of one of these templates',
  resourceRef: changeRef,
  paramsSchema: z.object({
    templates: z.array(z.string()).describe('Ids of change templates'),
  }),
  apply: ({ template }, { templates }) => templates.includes(template),
  toQuery: ({ templates }) => ({ templates }),
});

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'One of these owns the service that the change is about',
  resourceRef: changeRef,
  paramsSchema: z.object({
    claims: z.array(z.string()).describe('Entity references'),
  }),
  apply: ({ owner }, { claims }) =>
    owner !== undefined && claims.includes(owner),
  toQuery: ({ claims }) => ({ owners: claims }),
});

/** Lets policies decide about changes by environment, template and owner. */
export function registerChangePermissions(
  registry: PermissionsRegistryService,
  getSubjects: (
    ids: readonly string[],
  ) => Promise<(ChangeSubject | undefined)[]>,
): void {
  registry.addResourceType({
    resourceRef: changeRef,
    permissions: [meshChangeProposePermission],
    rules: [inEnvironment, usesTemplate, isEntityOwner],
    getResources: getSubjects,
  });
}

/** Whether a change may be proposed, and if not why. */
export interface MayPropose {
  allowed: boolean;
  reason?: string;
}

/** Decides with the caller's credentials who may change what. */
export class ChangePermissions {
  readonly #permissions: PermissionsService;
  readonly #decide: ReturnType<typeof createConditionAuthorizer<ChangeSubject>>;

  constructor(
    permissions: PermissionsService,
    registry: PermissionsRegistryService,
  ) {
    this.#permissions = permissions;
    this.#decide = createConditionAuthorizer(
      registry.getPermissionRuleset(changeRef),
    );
  }

  async mayPropose(
    subject: ChangeSubject,
    credentials: BackstageCredentials,
  ): Promise<MayPropose> {
    return (await this.judge(credentials))(subject);
  }

  /** Tells of any number of changes whether somebody may propose them. */
  async judge(
    credentials: BackstageCredentials,
  ): Promise<(subject: ChangeSubject) => MayPropose> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission: meshChangeProposePermission }],
      { credentials },
    );
    return subject => {
      if (this.#decide(decision, subject)) {
        return { allowed: true };
      }
      const { environment, template, owner } = subject;
      return {
        allowed: false,
        reason: `You may not change ${environment} with ${template}${
          owner
            ? `; ${owner} may, who owns the service`
            : '; owners of a service may, and the catalog names none here'
        }.`,
      };
    };
  }
}
