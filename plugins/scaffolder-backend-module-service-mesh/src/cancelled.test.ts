import type { Entity } from '@backstage/catalog-model';
import { eventually } from './__testUtils__/eventually';
import { startPortal, type Portal } from './__testUtils__/startPortal';
import { TemplateRuns } from './__testUtils__/TemplateRuns';

jest.setTimeout(180_000);

const template: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'shift' },
  spec: {
    type: 'service',
    steps: [
      {
        id: 'shift',
        name: 'Shift traffic',
        action: 'service-mesh:change',
        input: {
          environment: 'production',
          template: 'traffic-weights',
          parameters: {
            namespace: 'ecotrack',
            service: 'payment-service',
            weights: [
              { version: 'v1', weight: '${{ 100 - parameters.share }}' },
              { version: 'v2', weight: '${{ parameters.share }}' },
            ],
          },
        },
      },
    ],
    output: { state: '${{ steps.shift.output.state }}' },
  },
};

describe('a run that is cancelled before there is a pull request', () => {
  let portal: Portal;
  let runs: TemplateRuns;

  beforeAll(async () => {
    portal = await startPortal([template]);
    runs = new TemplateRuns(portal);
  });

  const changes = async () => {
    const { body } = await portal.get('service-mesh/v1/changes');
    return body.items as { id: string; state: string; says: string }[];
  };
  afterEach(async () => {
    portal.platform.forge.faults.clear();
    for (const { id } of await changes()) {
      await portal.post(`service-mesh/v1/changes/${id}/actions`, {
        action: 'withdraw',
        dryRun: false,
      });
    }
  });

  afterAll(() => portal?.stop());

  const branches = () => {
    const repository = portal.platform.forge.repository('platform/mesh-gitops');
    return [...repository.branches.keys()].filter(name => name !== 'main');
  };
  const open = () => portal.pulls().filter(({ state }) => state === 'open');

  /** A run whose pull request the host refuses. */
  async function stuck(share: number) {
    portal.platform.forge.faults.add({
      kind: 'bad-gateway',
      method: 'POST',
      path: '/pulls',
      times: 1000,
    });
    const before = (await changes()).length;
    const id = await runs.start('shift', { share });
    await eventually(branches, names => names.length > 0);
    const [change] = await eventually(
      changes,
      all => all.length > before && all[0].state === 'planned',
    );
    return { id, change };
  }

  const cancel = async (id: string) =>
    (await portal.post(`scaffolder/v2/tasks/${id}/cancel`, {})).body;

  it('leaves no branch and no pull request; run again, it completes', async () => {
    const { id, change } = await stuck(30);
    expect(await cancel(id)).toEqual({ status: 'cancelled' });
    const { status, log } = await runs.ended(id);
    expect(status).toBe('failed');
    expect(log).toContain('The change was withdrawn');
    expect(branches()).toEqual([]);
    expect(portal.pulls()).toEqual([]);
    expect(await changes()).toEqual([
      expect.objectContaining({
        id: change.id,
        state: 'closed',
        says: 'Withdrawn: the run was cancelled.',
      }),
    ]);

    portal.platform.forge.faults.clear();
    const again = await runs.run('shift', { share: 30 });
    expect(again).toMatchObject({
      status: 'completed',
      output: { state: 'proposed' },
    });
    expect(open()).toHaveLength(1);
    expect(branches()).toHaveLength(1);

    await portal.post(`scaffolder/v2/tasks/${id}/retry`, { secrets: {} });
    const retried = await runs.completed(id);
    expect(retried.output).toEqual({ state: 'proposed' });
    expect(portal.pulls()).toHaveLength(1);
  });

  it('leaves the change of somebody else, whose run goes on', async () => {
    const { id } = await stuck(60);
    const second = await runs.start('shift', { share: 60 });
    await eventually(
      async () =>
        (
          await portal.get(`scaffolder/v2/tasks/${second}/events`)
        ).body,
      events => JSON.stringify(events).includes('60 %'),
    );
    await cancel(second);
    const { log } = await runs.ended(second);
    expect(log).toContain('The change was asked for before, so it goes on');

    portal.platform.forge.faults.clear();
    await portal.post(
      `service-mesh/v1/changes/${(await changes())[0].id}/actions`,
      { action: 'refresh' },
    );
    await runs.completed(id);
    expect(
      open()
        .map(({ title }) => title)
        .join(),
    ).toContain('60 %');
  });
});
