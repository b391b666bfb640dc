import fc from 'fast-check';
import type { KubeObject } from '@ecotrack/mesh-engine';
import { isFields } from './fields';
import { mergeApplied } from './merge';

const metadata = { name: 'a', namespace: 'b' };
const objectWith = (spec: unknown): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  spec,
});

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(1, 'x', true, null),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
}));

/** Whether all that is wanted is there. */
function holds(live: unknown, wanted: unknown): boolean {
  return isFields(wanted)
    ? isFields(live) &&
        Object.entries(wanted).every(
          ([key, one]) => Object.hasOwn(live, key) && holds(live[key], one),
        )
    : JSON.stringify(live) === JSON.stringify(wanted);
}

describe('an object that is applied', () => {
  it('has all that is wanted, and applying it again changes nothing', () =>
    fc.assert(
      fc.property(value, value, value, (live, wanted, applied) => {
        const once = mergeApplied(
          objectWith(live),
          objectWith(wanted),
          objectWith(applied),
        );
        const again = mergeApplied(
          once,
          objectWith(wanted),
          objectWith(wanted),
        );
        expect(holds(once.spec, wanted)).toBe(true);
        expect(again).toEqual(once);
      }),
    ));

  it('is as it was after a change and its revert', () =>
    fc.assert(
      fc.property(value, value, (first, second) => {
        const start = objectWith(first);
        const changed = mergeApplied(start, objectWith(second), start);
        const back = mergeApplied(changed, start, objectWith(second));
        expect(back).toEqual(start);
      }),
    ));

  it('keeps the fields of others, and its status', () => {
    const live = {
      ...objectWith({ a: 1, theirs: 2, gone: 3 }),
      metadata: { ...metadata, uid: 'u', labels: { theirs: 'yes' } },
      status: { phase: 'Active' },
    };
    const wanted = { ...objectWith({ a: 4 }), status: { phase: 'Written' } };
    const merged = mergeApplied(live, wanted, objectWith({ a: 1, gone: 3 }));
    expect(merged).toEqual({
      ...live,
      spec: { a: 4, theirs: 2 },
    });
  });
});
