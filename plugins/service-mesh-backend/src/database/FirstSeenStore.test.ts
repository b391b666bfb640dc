import { TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from './openDatabase';
import { FirstSeenStore } from './FirstSeenStore';

const databases = TestDatabases.create({ disableDocker: true });

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 12, minute));

describe.each(databases.eachSupportedId())('FirstSeenStore on %s', id => {
  it('remembers since when a subject has its form, in each environment apart', async () => {
    const knex = await databases.init(id);
    const database = { getClient: async () => knex };
    const store = new FirstSeenStore(await openDatabase(database));
    const note = async (environment: string, form: unknown, minute: number) =>
      (await store.note(environment, [{ subject: 'a', form }], at(minute))).get(
        'a',
      );

    expect(await note('production', [90, 10], 0)).toEqual(at(0));
    expect(await note('production', [90, 10], 5)).toEqual(at(0));
    expect(await note('staging', [90, 10], 6)).toEqual(at(6));
    expect(await note('production', [50, 50], 7)).toEqual(at(7));

    const afterRestart = new FirstSeenStore(await openDatabase(database));
    expect(
      await afterRestart.note(
        'production',
        [
          { subject: 'a', form: [50, 50] },
          { subject: 'b', form: {} },
        ],
        at(9),
      ),
    ).toEqual(
      new Map([
        ['a', at(7)],
        ['b', at(9)],
      ]),
    );
    expect(await store.note('production', [], at(9))).toEqual(new Map());
  });

  it('takes the same news from many at once', async () => {
    const knex = await databases.init(id);
    await openDatabase({ getClient: async () => knex });
    const store = new FirstSeenStore(knex);
    await Promise.all(
      Array.from({ length: 10 }, () =>
        store.note('production', [{ subject: 'a', form: 1 }], at(0)),
      ),
    );
    expect(await knex('first_seen')).toHaveLength(1);
  });
});
