import type { Cases } from './Cases';
import { expectRefusal } from './expectRefusal';
import { proposed } from './proposal';

export function conversationCases(cases: Cases): void {
  cases.add('rewrites the comment of a marker', async given => {
    const { repository, person } = given;
    const { pull } = await proposed(given);
    const { number } = pull;
    await repository.comment(number, 'mesh-edited', 'A person edited it.');
    await repository.comment(number, 'mesh-other', 'Something else ✓.');
    await repository.comment(number, 'mesh-edited', 'A person edited it.');
    await repository.comment(number, 'mesh-edited', 'Two people edited it.');
    const texts = await person.comments(number);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('Two people edited it.');
    expect(texts[0]).not.toContain('A person edited it.');
    expect(texts[1]).toContain('Something else ✓.');
  });

  cases.add('leaves comments of people alone', async given => {
    const { repository, person } = given;
    const { number } = (await proposed(given)).pull;
    await person.comment(number, 'What is mesh-edited?');
    await repository.comment(number, 'mesh-edited', 'A person edited it.');
    const [, ours = ''] = await person.comments(number);
    const quote = ours.replace(/^/gm, '> ');
    await person.comment(number, quote);
    await repository.comment(number, 'mesh-edited', 'Two people edited it.');
    const texts = await person.comments(number);
    expect(texts).toHaveLength(3);
    expect(texts[0]).toBe('What is mesh-edited?');
    expect(texts[1]).toContain('Two people edited it.');
    expect(texts[2]).toBe(quote);
  });

  cases.add('comments on no pull request that is not there', async given => {
    await expectRefusal(
      given,
      given.repository.comment(987_654, 'mesh', 'Hello.'),
      'not-found',
    );
  });

  cases.add('sets a check and shows its newest state', async given => {
    const { repository } = given;
    const { commit } = await proposed(given);
    expect(await repository.checks(commit)).toEqual([]);
    const check = {
      name: 'mesh/impact',
      description: 'Two services lose access ✓',
      url: 'https://portal.example.com/mesh/changes/1',
    };
    await repository.setCheck(commit, { ...check, state: 'pending' });
    expect(await repository.checks(commit)).toEqual([
      { ...check, state: 'pending' },
    ]);
    await repository.setCheck(commit, { ...check, state: 'failure' });
    await repository.setCheck(commit, {
      name: 'mesh/schema',
      state: 'success',
    });
    const shown = await repository.checks(commit);
    expect(shown).toHaveLength(2);
    expect(shown).toEqual(
      expect.arrayContaining([
        { ...check, state: 'failure' },
        expect.objectContaining({ name: 'mesh/schema', state: 'success' }),
      ]),
    );
  });

  cases.add('takes a long description of a check', async given => {
    const { repository } = given;
    const { commit } = await proposed(given);
    await repository.setCheck(commit, {
      name: 'mesh/impact',
      state: 'success',
      description: 'word '.repeat(200),
    });
    const [shown] = await repository.checks(commit);
    expect(shown?.description).toMatch(/^word word/);
  });

  cases.add(
    'shows reviews',
    async given => {
      const { repository, person } = given;
      const { number } = (await proposed(given)).pull;
      expect(await repository.reviews(number)).toEqual([]);
      await person.review(number, 'changes-requested', 'Not yet.');
      await person.review(number, 'approved', 'Good.');
      const reviews = await repository.reviews(number);
      expect(reviews).toContainEqual(
        expect.objectContaining({ by: person.name, state: 'approved' }),
      );
      for (const { at } of reviews) {
        expect(Date.parse(at ?? '')).not.toBeNaN();
      }
    },
    'reviews',
  );
}
