import { supersedes } from './supersedes';

const ref = { apiVersion: 'v1', kind: 'X', name: 'x', namespace: 'n' };
const of = (spec: object) => ({
  apiVersion: 'v1',
  kind: 'X',
  metadata: { name: 'x', namespace: 'n' },
  spec,
});
const edit = (before: object, after: object) => [
  { ref, before: of(before), after: of(after) },
];
const split = (a: number, b: number) => ({ route: [{ w: a }, { w: b }], t: 1 });

describe('supersedes', () => {
  it('when every place of the older change is set anew', () => {
    const older = { objects: edit(split(90, 10), split(75, 25)) };
    expect(supersedes(edit(split(90, 10), split(0, 100)), older)).toBe(true);
  });

  it('not when the older change sets something else too, or nothing', () => {
    const newer = edit(split(90, 10), split(0, 100));
    const more = { ...split(75, 25), t: 2 };
    expect(supersedes(newer, { objects: edit(split(90, 10), more) })).toBe(
      false,
    );
    expect(supersedes(newer, { objects: [] })).toBe(false);
    const elsewhere = edit(split(90, 10), split(75, 25)).map(entry => ({
      ...entry,
      ref: { ...ref, name: 'y' },
    }));
    expect(supersedes(newer, { objects: elsewhere })).toBe(false);
  });
});
