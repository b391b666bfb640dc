import fc from 'fast-check';
import { merge3 } from './merge3';
import { isSame } from './values';

const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: true });

describe('merge3', () => {
  it('carries over what one side changed, and keeps what the other did', () => {
    const base = { a: 1, list: [{ w: 90 }, { w: 10 }], gone: true };
    const wanted = { a: 1, list: [{ w: 50 }, { w: 50 }] };
    const theirs = { a: 2, list: [{ w: 90, t: 's' }, { w: 10 }], gone: true };
    expect(merge3(base, wanted, theirs)).toEqual({
      value: { a: 2, list: [{ w: 50, t: 's' }, { w: 50 }] },
      conflicts: [],
    });
  });

  it('keeps what is there where both changed it, and says so', () => {
    expect(
      merge3({ list: [1, 2] }, { list: [1] }, { list: [1, 2, 3] }),
    ).toEqual({
      value: { list: [1, 2, 3] },
      conflicts: [
        { field: 'list', expected: [1, 2], found: [1, 2, 3], wanted: [1] },
      ],
    });
  });

  it('gives the wanted value when nobody else changed anything', () => {
    fc.assert(
      fc.property(value, value, (base, wanted) => {
        const merged = merge3(base, wanted, base);
        expect(isSame(merged.value, wanted)).toBe(true);
        expect(merged.conflicts).toEqual([]);
      }),
    );
  });

  it('changes nothing without being asked', () => {
    fc.assert(
      fc.property(value, value, (base, theirs) => {
        expect(merge3(base, base, theirs)).toEqual({
          value: theirs,
          conflicts: [],
        });
      }),
    );
  });
});
