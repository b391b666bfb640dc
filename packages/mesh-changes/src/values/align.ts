import { isMapValue, isSame, keysOf, type Value } from './values';

/** What becomes of the items of a list: kept or changed (both), removed (only `before`), added (only `after`). */
export interface AlignedItem {
  before?: number;
  after?: number;
}

const LARGE = 200;
/** Less alike than this, an item is another one. */
const ALIKE = 0.3;

function leaves(value: Value, path = ''): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => leaves(item, `${path}[${index}]`));
  }
  return isMapValue(value)
    ? keysOf(value).flatMap(key => leaves(value[key], `${path}.${key}`))
    : [`${path}=${JSON.stringify(value)}`];
}

/** 0 for nothing in common, 1 for the same. */
function likeness(one: Value, other: Value): number {
  if (isSame(one, other)) {
    return 1;
  }
  if (!isMapValue(one) || !isMapValue(other)) {
    return 0;
  }
  if (one.name !== undefined && other.name !== undefined) {
    return one.name === other.name ? 0.95 : 0;
  }
  const mine = leaves(one);
  const theirs = new Set(leaves(other));
  const shared = mine.filter(leaf => theirs.has(leaf)).length;
  return (shared / Math.max(mine.length, theirs.size, 1)) * 0.9;
}

/** Pairs the items of two lists so that as little as possible changes. */
export function align(
  before: readonly Value[],
  after: readonly Value[],
): AlignedItem[] {
  let head = 0;
  const shorter = Math.min(before.length, after.length);
  while (head < shorter && isSame(before[head], after[head])) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    isSame(before[before.length - 1 - tail], after[after.length - 1 - tail])
  ) {
    tail++;
  }
  const rows = before.length - head - tail;
  const columns = after.length - head - tail;
  const middle: AlignedItem[] =
    rows > LARGE || columns > LARGE
      ? [
          ...Array.from({ length: rows }, (_, row) => ({ before: head + row })),
          ...Array.from({ length: columns }, (_, column) => ({
            after: head + column,
          })),
        ]
      : alignMiddle(
          before.slice(head, head + rows),
          after.slice(head, head + columns),
        ).map(({ before: row, after: column }) => ({
          ...(row !== undefined && { before: head + row }),
          ...(column !== undefined && { after: head + column }),
        }));
  return [
    ...Array.from({ length: head }, (_, index) => ({
      before: index,
      after: index,
    })),
    ...middle,
    ...Array.from({ length: tail }, (_, index) => ({
      before: before.length - tail + index,
      after: after.length - tail + index,
    })),
  ];
}

function alignMiddle(
  before: readonly Value[],
  after: readonly Value[],
): AlignedItem[] {
  const scores: number[][] = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  const alike = before.map(one => after.map(other => likeness(one, other)));
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const together =
        alike[row][column] > ALIKE
          ? alike[row][column] + scores[row + 1][column + 1]
          : -1;
      scores[row][column] = Math.max(
        together,
        scores[row + 1][column],
        scores[row][column + 1],
      );
    }
  }
  const aligned: AlignedItem[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const here = scores[row][column];
    if (
      row < before.length &&
      column < after.length &&
      alike[row][column] > ALIKE &&
      here === alike[row][column] + scores[row + 1][column + 1]
    ) {
      aligned.push({ before: row++, after: column++ });
    } else if (row < before.length && here === scores[row + 1][column]) {
      aligned.push({ before: row++ });
    } else if (column < after.length) {
      aligned.push({ after: column++ });
    } else {
      aligned.push({ before: row++ });
    }
  }
  return aligned;
}
