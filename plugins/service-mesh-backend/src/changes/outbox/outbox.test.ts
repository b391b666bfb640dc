import type { ForgeFault } from '@ecotrack/ecotrack-sim';
import { eventually } from '../../__testUtils__/eventually';
import { databases, eachWith, ROUTES, SAM } from '../__testUtils__/eachWith';

jest.setTimeout(120_000);

const ONE_OF_EACH = { branches: 1, commits: 1, pullRequests: 1 };

/** What a host may do to any of the requests of a proposal. */
const BAD_ANSWERS: Omit<ForgeFault, 'id'>[] = [
  { kind: 'lost-response', method: 'POST', path: '/branches' },
  { kind: 'lost-response', method: 'POST', path: '/contents' },
  { kind: 'lost-response', method: 'POST', path: '/pulls' },
  { kind: 'lost-response', method: 'POST', path: '/labels' },
  { kind: 'lost-response', method: 'POST', path: '/statuses' },
  { kind: 'bad-gateway', method: 'POST', path: '/branches' },
  { kind: 'bad-gateway', method: 'POST', path: '/contents' },
  { kind: 'bad-gateway', method: 'POST', path: '/pulls' },
  { kind: 'rate-limited', method: 'POST', path: '/contents', retryAfter: 1 },
  { kind: 'conflict', method: 'POST', path: '/pulls' },
];

describe.each(databases.eachSupportedId())('changes on %s', id => {
  const { start, finish, made } = eachWith(id);

  it.each([1, 2, 3, 4])(
    'finishes with one of each when it was killed after step %s',
    async kill => {
      let steps = 0;
      let time = Date.now();
      const now = () => new Date(time);
      const killed = start({
        now,
        afterStep: () => {
          steps++;
          if (steps >= kill) {
            throw new Error('killed');
          }
        },
      });
      const { change } = await killed.propose(15);
      await killed.worker.run();
      time += 10 * 60_000;
      await finish(start({ now }), change!.id);
      expect(await made()).toEqual(ONE_OF_EACH);
    },
  );

  it('makes one pull request of one wish that two people ask two replicas at once', async () => {
    const replicas = [start(), start()];
    const asked = await Promise.all(
      replicas.map(replica => replica.propose(40)),
    );
    const ids = new Set(asked.map(({ change }) => change?.id));
    expect(ids.size).toBe(1);
    await Promise.all(replicas.map(({ worker }) => worker.run()));
    await finish(replicas[0], [...ids][0]!);
    expect(await made()).toEqual(ONE_OF_EACH);
  });
});

describe('changes at a host', () => {
  const { forge, repository, pulls, start, textOf, commit, finish, made } =
    eachWith('SQLITE_3');

  it.each(BAD_ANSWERS)(
    'finishes with one of each when the host answers $method $path with $kind',
    async fault => {
      forge().faults.add(fault);
      const replica = start();
      const { change } = await replica.propose(30);
      await finish(replica, change!.id);
      expect(await made()).toEqual(ONE_OF_EACH);
    },
  );

  it('writes nothing over the commits of others, and begins again when told to', async () => {
    const replica = start();
    const { change } = await replica.propose(25);
    const { branch } = await finish(replica, change!.id);
    const text = `${await textOf(branch)}# by hand\n`;
    await commit(branch, ROUTES, text);
    expect(await replica.look(change!.id)).toMatchObject({ state: 'edited' });
    await expect(replica.propose(35)).rejects.toThrow(/Somebody else/);
    expect(await textOf(branch)).toBe(text);

    await replica.act(change!.id, 'discard-edits');
    const again = await finish(replica, change!.id);
    expect(again.branch).not.toBe(branch);
    expect(pulls().filter(({ state }) => state === 'open')).toHaveLength(1);
    expect(await textOf(again.branch)).not.toContain('hand');
  });

  it('remembers that it was closed, and asks again only when told to', async () => {
    const replica = start();
    const { change } = await replica.propose(25);
    await finish(replica, change!.id);
    await repository().pulls.close(pulls()[0].number, 'sam');
    expect(await replica.look(change!.id)).toMatchObject({
      state: 'closed',
      isOpen: false,
    });
    const { change: again } = await replica.act(change!.id, 'repropose');
    expect(again?.id).not.toBe(change?.id);
    await finish(replica, again!.id);
    expect(
      pulls()
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['closed', 'open']);
  });

  it.each<[Omit<ForgeFault, 'id'>, RegExp]>([
    [
      { kind: 'forbidden', method: 'POST', path: '/contents', message: 'no' },
      /no|may not/,
    ],
    [
      { kind: 'unprocessable', method: 'POST', path: '/pulls', message: 'odd' },
      /odd/,
    ],
  ])('says what a host refuses, and loses nothing: %j', async (fault, says) => {
    forge().faults.add({ ...fault, times: 3 });
    const replica = start();
    const { change } = await replica.propose(30);
    const waiting = await eventually(
      () => replica.look(change!.id),
      ({ problem }) => problem !== undefined,
    );
    expect(waiting.problem?.says).toMatch(says);
    expect(waiting.isOpen).toBe(true);
    forge().faults.clear();
    await finish(replica, change!.id);
    expect(await made()).toEqual(ONE_OF_EACH);
  });

  it('takes the place of an open change that it leaves nothing to do for', async () => {
    const replica = start();
    const { change: older } = await replica.propose(25);
    await finish(replica, older!.id);
    const { change, preview } = await replica.propose(100, {
      template: 'canary-promote',
      parameters: {
        namespace: 'ecotrack',
        service: 'payment-service',
        version: 'v2',
      },
    });
    expect(preview?.notes.join(' ')).toMatch(/takes the place/);
    await finish(replica, change!.id);
    expect(await replica.service.get(older!.id)).toMatchObject({
      state: 'superseded',
      isOpen: false,
      supersededBy: change!.id,
    });
    expect(
      pulls().map(({ title, state }) => [/autoclosed/.test(title), state]),
    ).toEqual(
      expect.arrayContaining([
        [true, 'closed'],
        [false, 'open'],
      ]),
    );
  });

  it('goes on with a new branch when the base moved and only the text conflicts', async () => {
    const replica = start();
    const { change } = await replica.propose(25);
    const { branch } = await finish(replica, change!.id);
    const text = await textOf('main');
    await commit(
      'main',
      ROUTES,
      text.replace('weight: 90', 'weight: 90 # most of them'),
    );
    const again = await eventually(
      () => replica.look(change!.id),
      record => record.state === 'proposed' && record.branch !== branch,
    );
    expect(await textOf(again.branch)).toContain('weight: 75 # most of them');
    expect(
      pulls()
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['closed', 'open']);
  });

  it('says both values when somebody else changed what it was about to change', async () => {
    const replica = start();
    const { change } = await replica.propose(25);
    await finish(replica, change!.id);
    const text = await textOf('main');
    await commit(
      'main',
      ROUTES,
      text
        .replace('weight: 90', 'weight: 60')
        .replace('weight: 10', 'weight: 40'),
    );
    const looked = await eventually(
      () => replica.look(change!.id),
      ({ state }) => state === 'needs-attention',
    );
    expect(looked.conflicts).toContainEqual(
      expect.objectContaining({
        field: 'spec.http[1].route[0].weight',
        expected: '90',
        found: '60',
        wanted: '75',
      }),
    );
  });

  it('goes on when the host comes back, and says since when it waits', async () => {
    const replica = start();
    forge().faults.add({
      kind: 'bad-gateway',
      path: '/api',
      times: 4,
    });
    await expect(replica.propose(25)).rejects.toThrow(/does not answer/);
    const { change } = await eventually(
      () => replica.propose(25).catch(() => ({ change: undefined })),
      proposal => proposal.change !== undefined,
    );
    await finish(replica, change!.id);
    expect(await made()).toEqual(ONE_OF_EACH);
  });

  it.each([true, false])(
    'takes a time-boxed change back when its time is over (merges itself: %s)',
    async autoMerge => {
      let time = Date.now();
      const replica = start({ now: () => new Date(time), autoMerge });
      const { change } = await replica.propose(25, {
        expiresAt: new Date(time + 3_600_000).toISOString(),
      });
      await finish(replica, change!.id);
      await repository().pulls.merge(pulls()[0].number, {
        method: 'merge',
        by: 'sam',
        author: SAM,
      });
      const merged = await replica.look(change!.id);
      expect(merged.state).toBe('merged');
      await replica.store.save(
        { ...merged, state: 'live', isActive: true },
        new Date(time),
      );
      time += 7_200_000;
      const ended = await eventually(
        () => replica.look(change!.id),
        ({ revertedBy }) => revertedBy !== undefined,
      );
      await eventually(
        () => replica.look(ended.revertedBy!),
        ({ state }) => state === (autoMerge ? 'merged' : 'proposed'),
      );
      await replica.look(change!.id);
      expect(replica.told.some(({ kind }) => kind === 'overdue')).toBe(
        !autoMerge,
      );
      expect(await textOf('main')).toContain(
        autoMerge ? 'weight: 90' : 'weight: 75',
      );
    },
  );
});
