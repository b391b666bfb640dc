import type { Entity } from '@backstage/catalog-model';
import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { parse } from 'yaml';
import { examples as authorizeExamples } from './actions/authorize.examples';
import { examples as canaryStartExamples } from './actions/canaryStart.examples';
import { examples as changeExamples } from './actions/change.examples';
import { examples as checkExamples } from './actions/check.examples';
import { examples as onboardExamples } from './actions/onboard.examples';
import { examples as renderExamples } from './actions/render.examples';
import { examples as repositoryExamples } from './actions/repository.examples';
import { examples as waitExamples } from './actions/wait.examples';
import { ecotrackCatalog } from './__testUtils__/entities';
import { softwareTemplate } from './__testUtils__/softwareTemplate';
import { startPortal, type Portal } from './__testUtils__/startPortal';
import { TemplateRuns } from './__testUtils__/TemplateRuns';

jest.setTimeout(120_000);

const PULL = /\/platform\/mesh-gitops\/pulls\/\d+$/;
const SAM = { name: 'Sam', email: 'sam@ecotrack.example.com' };

const templates = ['request-access', 'start-canary', 'add-external-api'].map(
  softwareTemplate,
);

/** Steps of an example, as a template whose output is that of its steps. */
function templateOf(name: string, { example }: TemplateExample): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name },
    spec: {
      type: 'service',
      ...parse(example),
      output: { steps: '${{ steps }}' },
    },
  };
}

// The canary that is running is taken back first.
const examples = Object.entries({
  wait: waitExamples,
  change: changeExamples,
  authorize: authorizeExamples,
  canary: canaryStartExamples,
  check: checkExamples,
  render: renderExamples,
  onboard: onboardExamples,
  repository: repositoryExamples,
}).flatMap(([action, list]) =>
  list.map((example, index) => ({
    name: `example-${action}-${index}`,
    example,
  })),
);

describe('software templates, run by the scaffolder', () => {
  let portal: Portal;
  let runs: TemplateRuns;

  beforeAll(async () => {
    portal = await startPortal([
      ...templates,
      ...examples.map(({ name, example }) => templateOf(name, example)),
      ...ecotrackCatalog(),
    ]);
    runs = new TemplateRuns(portal);
  });

  afterAll(() => portal?.stop());

  async function mergeAndLook() {
    const { pulls } = portal.platform.forge.repository('platform/mesh-gitops');
    for (const { number } of pulls.list('open')) {
      await pulls.merge(number, { method: 'merge', by: 'sam', author: SAM });
    }
    const { body } = await portal.get('service-mesh/v1/changes?open=true');
    for (const { id } of body.items) {
      await portal.post(`service-mesh/v1/changes/${id}/actions`, {
        action: 'refresh',
      });
    }
  }

  it.each(examples)('$example.description ($name)', async ({ name }) => {
    const id = await runs.start(name);
    const { output } = await runs.completed(
      id,
      name.startsWith('example-wait') ? mergeAndLook : undefined,
    );
    expect(output.steps).toBeDefined();
  });

  it.each([
    [
      'request-access',
      {
        environment: 'production',
        from: { namespace: 'ecotrack', serviceAccount: 'order-service' },
        to: { namespace: 'ecotrack', service: 'user-service' },
        methods: ['GET'],
        paths: ['/users/*'],
        reason: 'Orders show the name of the buyer.',
      },
    ],
    [
      'start-canary',
      {
        environment: 'production',
        service: { namespace: 'ecotrack', service: 'payment-service' },
        version: 'v2',
        weight: 20,
      },
    ],
    [
      'add-external-api',
      {
        environment: 'production',
        namespace: 'ecotrack',
        host: 'api.returns.example.com',
        port: 443,
        encryption: 'passthrough',
        callers: [],
        reason: 'Labels for parcels that come back.',
      },
    ],
    [
      'add-external-api',
      {
        environment: 'production',
        namespace: 'ecotrack',
        host: 'api.parcels.example.com',
        port: 443,
        encryption: 'passthrough',
        callers: [{ namespace: 'ecotrack', serviceAccount: 'order-service' }],
        reason: 'Where a parcel is.',
      },
    ],
  ])(
    'runs %s, and again without a second pull request',
    async (name, values) => {
      const { output } = await runs.completed(await runs.start(name, values));
      expect(output.links).toEqual([
        expect.objectContaining({
          url: expect.stringMatching(
            /^http:\/\/portal\.example\/mesh\/changes\//,
          ),
        }),
        expect.objectContaining({ url: expect.stringMatching(PULL) }),
      ]);
      const before = portal.pulls().length;
      const again = await runs.run(name, values);
      expect(again.output).toEqual(output);
      expect(portal.pulls()).toHaveLength(before);
    },
  );

  it('tells the fields that are wrong, and proposes nothing', async () => {
    const before = portal.pulls().length;
    const { status, log } = await runs.run('request-access', {
      environment: 'production',
      from: { namespace: 'ecotrack', serviceAccount: 'nobody' },
      to: { namespace: 'ecotrack', service: 'user-service' },
      reason: 'To see.',
    });
    expect(status).toBe('failed');
    expect(log).toMatch(/from\.serviceAccount: .* no service account nobody/);
    expect(portal.pulls()).toHaveLength(before);
  });

  it('previews in a dry run of the scaffolder', async () => {
    const before = portal.pulls().length;
    const [, template] = templates;
    const { status, body } = await portal.post('scaffolder/v2/dry-run', {
      template,
      values: {
        environment: 'production',
        service: { namespace: 'ecotrack', service: 'payment-service' },
        version: 'v2',
        weight: 30,
      },
      directoryContents: [],
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(JSON.stringify(body.log)).toContain('30 %');
    expect(portal.pulls()).toHaveLength(before);
  });
});
