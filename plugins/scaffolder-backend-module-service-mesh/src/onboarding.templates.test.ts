import { softwareTemplate } from './__testUtils__/softwareTemplate';
import { ecotrackCatalog } from './__testUtils__/entities';
import { eventually } from './__testUtils__/eventually';
import { startPortal, type Portal } from './__testUtils__/startPortal';
import { TemplateRuns } from './__testUtils__/TemplateRuns';

jest.setTimeout(120_000);

const AUTHOR = { name: 'Sam', email: 'sam@ecotrack.example.com' };

const given = (service: string) => ({
  environment: 'production',
  service: { namespace: 'ecotrack', service },
  tier: 'standard',
  callers: [
    { namespace: 'ecotrack', serviceAccount: 'order-service', methods: [] },
  ],
  dependencies: [
    { namespace: 'ecotrack', service: 'product-service', port: 8080 },
  ],
  dataStores: [
    {
      kind: 'postgresql',
      namespace: 'data',
      service: 'postgresql-primary',
      port: 5432,
    },
  ],
  reason: 'Customers send back what does not fit.',
});

const created = (service: string) => ({
  ...given(service),
  description: 'Takes goods back: "all" of them',
  owner: 'group:default/commerce-team',
  organization: 'ecotrack',
});

describe('onboarding templates, run by the scaffolder', () => {
  let portal: Portal;
  let runs: TemplateRuns;

  beforeAll(async () => {
    portal = await startPortal([
      ...ecotrackCatalog(),
      softwareTemplate('onboard-service'),
      softwareTemplate('create-service'),
    ]);
    runs = new TemplateRuns(portal);
  });

  afterAll(() => portal?.stop());

  const repository = (name: string) =>
    portal.platform.forge.find(`ecotrack/${name}`);

  it('runs onboard-service with what the catalog declares, and again without a second pull request', async () => {
    const values = {
      ...given('returns-service'),
      entity: 'component:default/returns-service',
      runtime: 'spring-boot',
      image: 'registry.ecotrack.example.com/returns-service:v1',
      ports: [{ protocol: 'http', number: 8080 }],
      externalApis: [{ host: 'api.notify.example.com', port: 443 }],
    };
    const first = await runs.completed(
      await runs.start('onboard-service', values),
    );
    expect(first.log).toMatch(/dependsOn/);
    expect(JSON.stringify(first.output)).toMatch(/mesh-gitops\/pulls\/\d+/);
    const before = portal.pulls().length;
    const again = await runs.run('onboard-service', values);
    expect(again.output).toEqual(first.output);
    expect(portal.pulls()).toHaveLength(before);
  });

  it('makes a service with repository, entity and pull request, and again none of them', async () => {
    const values = created('refund-service');
    const first = await runs.completed(
      await runs.start('create-service', values),
    );
    const files = await repository('refund-service')!.files('main');
    expect(files.get('pom.xml')).toContain(
      '<artifactId>refund-service</artifactId>',
    );
    expect(files.get('catalog-info.yaml')).toBe(
      `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: refund-service
  description: "Takes goods back: \\"all\\" of them"
  annotations:
    backstage.io/kubernetes-id: refund-service
    backstage.io/kubernetes-namespace: ecotrack
    backstage.io/kubernetes-label-selector: backstage.io/kubernetes-id=refund-service
spec:
  type: service
  lifecycle: experimental
  owner: group:default/commerce-team
  system: ecotrack
  dependsOn:
    - component:product-service
    - resource:postgresql
`,
    );
    expect([...files.values()].join('')).not.toMatch(/\$\{\{|\{%/);
    expect(portal.catalog.locations).toEqual([
      `${portal.platform.forgeUrl}/ecotrack/refund-service/src/branch/main/catalog-info.yaml`,
    ]);
    const before = portal.pulls().length;
    const again = await runs.completed(
      await runs.start('create-service', values),
    );
    expect(again.output).toEqual(first.output);
    expect(portal.pulls()).toHaveLength(before);
    expect(await repository('refund-service')!.log('main')).toHaveLength(1);
  });

  it('goes on after a run that was cancelled halfway', async () => {
    const values = created('parcel-service');
    const id = await runs.start('create-service', values);
    await eventually(
      () => portal.get(`scaffolder/v2/tasks/${id}/events`),
      ({ text }) => text.includes('Beginning step Write its files'),
    );
    await portal.post(`scaffolder/v2/tasks/${id}/cancel`, {});
    expect((await runs.ended(id)).status).toMatch(/cancelled|failed/);
    const pulls = portal.pulls().length;
    await runs.completed(await runs.start('create-service', values));
    expect(portal.pulls()).toHaveLength(pulls + 1);
    expect(await repository('parcel-service')!.log('main')).toHaveLength(1);
  });

  it('goes on after a run that ended behind the repository', async () => {
    const values = created('label-service');
    portal.catalog.problem = new Error('The catalog is away.');
    const failed = await runs.run('create-service', values);
    portal.catalog.problem = undefined;
    expect(failed.status).toBe('failed');
    expect(failed.log).toMatch(/The catalog is away/);
    const before = portal.pulls().length;
    await runs.completed(await runs.start('create-service', values));
    expect(portal.pulls()).toHaveLength(before + 1);
    expect(await repository('label-service')!.log('main')).toHaveLength(1);
    expect(portal.catalog.locations.join()).toContain('label-service');
  });

  it('fills a repository that was made and left empty', async () => {
    await portal.platform.forge.createRepository('ecotrack', 'stock-service');
    await runs.completed(
      await runs.start('create-service', created('stock-service')),
    );
    const files = await repository('stock-service')!.files('main');
    expect([...files.keys()]).toContain('Dockerfile');
  });

  it('leaves a repository alone that has other files', async () => {
    const other = await portal.platform.forge.createRepository(
      'ecotrack',
      'billing-service',
    );
    await other.commitFiles({
      branch: 'main',
      files: [{ path: 'README.md', content: 'mine' }],
      message: 'Mine',
      author: AUTHOR,
      by: 'sam',
    });
    const before = portal.pulls().length;
    const { status, log } = await runs.run(
      'create-service',
      created('billing-service'),
    );
    expect(status).toBe('failed');
    expect(log).toContain(
      'repoUrl: The repository ecotrack/billing-service is there already with other files. Choose another name',
    );
    expect(portal.pulls()).toHaveLength(before);
    expect(portal.catalog.locations.join()).not.toContain('billing-service');
    expect(await other.log('main')).toHaveLength(1);
  });
});
