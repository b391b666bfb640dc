import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  meshChangeProposePermission,
  meshEnvironmentReadPermission,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { EnvironmentPolicy } from './EnvironmentPolicy';

const policy = EnvironmentPolicy.fromConfig(
  new ConfigReader({
    permission: {
      administrators: ['group:default/platform'],
      environments: {
        production: ['group:default/commerce'],
        staging: ['group:default/commerce', 'group:default/readers'],
      },
    },
  }),
);

function decide(
  permission: Parameters<typeof policy.handle>[0]['permission'],
  ...ownershipEntityRefs: string[]
) {
  return policy.handle({ permission }, {
    credentials: mockCredentials.user('user:default/somebody'),
    info: { userEntityRef: 'user:default/somebody', ownershipEntityRefs },
  } as Parameters<typeof policy.handle>[1]);
}

const createEntity = createPermission({
  name: 'catalog.entity.create',
  attributes: { action: 'create' },
});
const readEntity = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
});
const readClusters = createPermission({
  name: 'kubernetes.clusters.read',
  attributes: { action: 'read' },
});

describe('EnvironmentPolicy', () => {
  it('denies everything to whoever is not signed in', async () => {
    await expect(
      policy.handle({ permission: readEntity }),
    ).resolves.toMatchObject({ result: AuthorizeResult.DENY });
  });

  it('allows everything to administrators', async () => {
    for (const permission of [
      createEntity,
      readClusters,
      meshEnvironmentReadPermission,
    ]) {
      await expect(
        decide(permission, 'group:default/platform'),
      ).resolves.toMatchObject({ result: AuthorizeResult.ALLOW });
    }
  });

  it('lets others read only, and only open environments', async () => {
    await expect(
      decide(createEntity, 'group:default/commerce'),
    ).resolves.toMatchObject({ result: AuthorizeResult.DENY });
    await expect(
      decide(readEntity, 'group:default/readers'),
    ).resolves.toMatchObject({ result: AuthorizeResult.ALLOW });
    await expect(
      decide(meshEnvironmentReadPermission, 'group:default/readers'),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: { not: { params: { names: ['production'] } } },
    });
  });

  it('keeps the Kubernetes pages for those who may read every environment', async () => {
    await expect(
      decide(readClusters, 'group:default/commerce'),
    ).resolves.toMatchObject({ result: AuthorizeResult.ALLOW });
    await expect(
      decide(readClusters, 'group:default/readers'),
    ).resolves.toMatchObject({ result: AuthorizeResult.DENY });
  });

  it('lets owners propose changes of their services in environments that they may read', async () => {
    await expect(
      decide(meshChangeProposePermission, 'group:default/readers'),
    ).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
      conditions: {
        allOf: [
          {
            rule: 'IS_ENTITY_OWNER',
            params: { claims: ['group:default/readers'] },
          },
          {
            not: { rule: 'IN_ENVIRONMENT', params: { names: ['production'] } },
          },
        ],
      },
    });
  });

  it.each([
    'scaffolder.task.create',
    'scaffolder.action.execute',
    'scaffolder.template.parameter.read',
    'scaffolder.template.step.read',
  ])(
    'lets everybody who is signed in run software templates: %s',
    async name => {
      const permission = createPermission({ name, attributes: {} });
      await expect(decide(permission)).resolves.toEqual({
        result: AuthorizeResult.ALLOW,
      });
      await expect(policy.handle({ permission })).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );

  it.each(['scaffolder.task.read', 'scaffolder.task.cancel'])(
    'keeps runs of software templates for those who started them: %s',
    async name => {
      const permission = createPermission({
        name,
        attributes: {},
        resourceType: 'scaffolder-task',
      });
      await expect(
        decide(permission, 'group:default/readers'),
      ).resolves.toMatchObject({
        result: AuthorizeResult.CONDITIONAL,
        conditions: {
          rule: 'IS_TASK_OWNER',
          params: { createdBy: ['user:default/somebody'] },
        },
      });
      await expect(
        decide(permission, 'group:default/platform'),
      ).resolves.toEqual({ result: AuthorizeResult.ALLOW });
    },
  );

  it.each(['scaffolder.template.management', 'scaffolder.template.dry-run'])(
    'keeps what is for authors of templates for administrators: %s',
    async name => {
      const permission = createPermission({ name, attributes: {} });
      await expect(
        decide(permission, 'group:default/commerce'),
      ).resolves.toEqual({ result: AuthorizeResult.DENY });
    },
  );
});
