import { TestDatabases } from '@backstage/backend-test-utils';
import { ObjectChangeStore } from './ObjectChangeStore';
import { openDatabase } from './openDatabase';

const databases = TestDatabases.create({ disableDocker: true });

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));

const change = (generation: number) => ({
  object: {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    namespace: 'shop',
    name: 'web',
  },
  action: 'changed' as const,
  generation,
  says: 'It changed: spec.http.',
});

describe.each(databases.eachSupportedId())('ObjectChangeStore on %s', id => {
  it('tells each change once, whoever saw it, and forgets it after a week', async () => {
    const knex = await openDatabase({
      getClient: async () => databases.init(id),
    });
    const [one, other] = [
      new ObjectChangeStore(knex),
      new ObjectChangeStore(knex),
    ];
    await Promise.all([
      one.record('east', [change(2)], at(1)),
      other.record('east', [change(2)], at(1)),
    ]);
    await other.record('east', [change(3)], at(2));
    await one.record('west', [change(9)], at(2));
    await one.record('east', [], at(3));
    expect(await one.since('east', at(0))).toEqual([
      { ...change(3), at: at(2) },
      { ...change(2), at: at(1) },
    ]);
    expect(await one.since('east', at(2))).toHaveLength(1);
    await one.record('east', [change(4)], at(24 * 7 + 2));
    expect(
      (await one.since('east', at(0))).map(({ generation }) => generation),
    ).toEqual([4, 3]);
  });
});
