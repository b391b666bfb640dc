import type { ForgeFault } from '@ecotrack/ecotrack-sim';
import { eventually } from '../../__testUtils__/eventually';
import { eachWith, SAM } from '../__testUtils__/eachWith';

jest.setTimeout(120_000);

describe('a change that is withdrawn', () => {
  const { forge, repository, pulls, start, commit, finish } =
    eachWith('SQLITE_3');

  const left = () => ({
    branches: [...repository().branches.keys()].filter(name => name !== 'main'),
    open: pulls().filter(({ state }) => state === 'open').length,
  });
  const NOTHING = { branches: [], open: 0 };

  it.each([0, 1, 2, 3])(
    'leaves nothing of what is withdrawn after step %s, and proposes it anew',
    async kill => {
      let steps = 0;
      const replica = start({
        afterStep: () => {
          steps++;
          if (steps === kill) {
            throw new Error('killed');
          }
        },
      });
      const { change, created } = await replica.propose(30);
      expect(created).toBe(true);
      await replica.worker.run();
      await replica.act(change!.id, 'withdraw');
      expect(await replica.service.get(change!.id)).toMatchObject({
        state: 'closed',
        says: 'Withdrawn.',
        isOpen: false,
        isActive: false,
      });
      expect(left()).toEqual(NOTHING);

      const { change: again } = await replica.propose(30);
      expect(again?.id).not.toBe(change?.id);
      await finish(replica, again!.id);
      expect(left()).toMatchObject({ open: 1 });
    },
  );

  it('leaves nothing of what is withdrawn while it is written', async () => {
    const replica = start();
    const { change } = await replica.propose(30);
    await replica.act(change!.id, 'withdraw');
    expect(await replica.service.get(change!.id)).toMatchObject({
      state: 'closed',
      isActive: false,
    });
    expect(left()).toEqual(NOTHING);
  });

  it.each<Omit<ForgeFault, 'id'>>([
    { kind: 'lost-response', method: 'POST', path: '/branches' },
    { kind: 'lost-response', method: 'POST', path: '/contents' },
    { kind: 'lost-response', method: 'POST', path: '/pulls' },
  ])('leaves nothing of which it does not know: $path', async fault => {
    forge().faults.add(fault);
    const replica = start();
    const { change } = await replica.propose(30);
    await replica.worker.runOne(change!.id);
    await replica.act(change!.id, 'withdraw');
    await eventually(
      () => replica.look(change!.id),
      ({ isActive }) => !isActive,
    );
    expect(left()).toEqual(NOTHING);
  });

  it('withdraws when the host comes back', async () => {
    const replica = start();
    const { change } = await replica.propose(30);
    await finish(replica, change!.id);
    forge().faults.add({ kind: 'bad-gateway', path: '/api', times: 3 });
    await replica.act(change!.id, 'withdraw');
    expect(await replica.service.get(change!.id)).toMatchObject({
      state: 'closed',
      problem: expect.anything(),
    });
    await eventually(
      () => replica.look(change!.id),
      ({ isActive }) => !isActive,
    );
    expect(left()).toEqual(NOTHING);
  });

  it('leaves the commits of others where a change is withdrawn', async () => {
    const replica = start();
    const { change } = await replica.propose(30);
    const { branch } = await finish(replica, change!.id);
    await commit(branch, 'NOTES.md', 'by hand');
    await replica.act(change!.id, 'withdraw');
    expect(left()).toEqual({ branches: [branch], open: 0 });
    expect(replica.told.map(({ says }) => says).join(' ')).toContain(
      `Branch ${branch} has commits of others and stays.`,
    );
  });

  it('goes on with what was merged before it was withdrawn', async () => {
    const replica = start();
    const { change } = await replica.propose(30);
    await finish(replica, change!.id);
    await repository().pulls.merge(pulls()[0].number, {
      method: 'merge',
      by: 'sam',
      author: SAM,
    });
    await replica.act(change!.id, 'withdraw');
    expect(await replica.look(change!.id)).toMatchObject({ state: 'merged' });
  });
});
