import type { HeaderModifier, HeaderOperations } from '../routes/types';
import { isOne, type HeaderChanges, type NamedValue } from './headerParameters';

/** What a rule does to headers now, in either language. */
export interface Written {
  set: NamedValue[];
  add: NamedValue[];
  remove: string[];
}

const pairs = (values: Readonly<Record<string, string>> = {}): NamedValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** Of a VirtualService. */
export const ofOperations = ({
  set,
  add,
  remove = [],
}: HeaderOperations): Written => ({
  set: pairs(set),
  add: pairs(add),
  remove: [...remove],
});

/** Of an HTTPRoute. */
export const ofModifier = ({
  set = [],
  add = [],
  remove = [],
}: HeaderModifier): Written => ({
  set: [...set],
  add: [...add],
  remove: [...remove],
});

/** What a rule does once it is changed; headers that are not named stay. */
export function changed(before: Written, changes: HeaderChanges): Written {
  const { set = [], add = [], remove = [], clear = [] } = changes;
  const isNamed = (name: string) =>
    [...[...set, ...add].map(entry => entry.name), ...remove, ...clear].some(
      other => isOne(other, name),
    );
  const merged = (now: NamedValue[], next: readonly NamedValue[]) => {
    const kept = now.flatMap(entry => {
      const same = next.find(({ name }) => isOne(name, entry.name));
      return same
        ? [{ name: entry.name, value: same.value }]
        : isNamed(entry.name)
        ? []
        : [entry];
    });
    const added = next.filter(
      ({ name }) => !now.some(entry => isOne(entry.name, name)),
    );
    return [...kept, ...added];
  };
  return {
    set: merged(before.set, set),
    add: merged(before.add, add),
    remove: [
      ...before.remove.filter(
        name => !isNamed(name) || remove.some(other => isOne(other, name)),
      ),
      ...remove.filter(
        name => !before.remove.some(other => isOne(other, name)),
      ),
    ],
  };
}

/** For a VirtualService; undefined for nothing. */
export function operations({
  set,
  add,
  remove,
}: Written): HeaderOperations | undefined {
  const record = (values: NamedValue[]) =>
    Object.fromEntries(values.map(({ name, value }) => [name, value]));
  const result = {
    ...(set.length > 0 && { set: record(set) }),
    ...(add.length > 0 && { add: record(add) }),
    ...(remove.length > 0 && { remove }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}

/** For an HTTPRoute; undefined for nothing. */
export function modifier({
  set,
  add,
  remove,
}: Written): HeaderModifier | undefined {
  const result = {
    ...(set.length > 0 && { set }),
    ...(add.length > 0 && { add }),
    ...(remove.length > 0 && { remove }),
  };
  return Object.keys(result).length > 0 ? result : undefined;
}
