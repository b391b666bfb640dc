import { isSameSplit, scaled, type Share } from './shares';

/** How entries of a rule with weights are read and made. */
export interface WeightedEntries<E extends { weight?: number }> {
  entries: readonly E[];
  /** What an entry without a weight counts among others. */
  defaultWeight: 0 | 1;
  versionOf(entry: E): string | undefined;
  create(version: string, like: E | undefined): E;
}

/** How a rule splits requests, in whole percent. */
export function sharesOf<E extends { weight?: number }>({
  entries,
  defaultWeight,
  versionOf,
}: WeightedEntries<E>): Share[] {
  const weights =
    entries.length === 1
      ? [100]
      : scaled(
          entries.map(({ weight = defaultWeight }) => weight),
          100,
        );
  return entries.map((entry, index) => ({
    version: versionOf(entry),
    weight: weights[index],
  }));
}

/** The entries with the wanted shares: those that are there in their places, the others behind them. */
export function reweigh<E extends { weight?: number }>(
  weighted: WeightedEntries<E>,
  wanted: readonly (Share & { version: string })[],
): readonly E[] {
  const { entries, versionOf, create } = weighted;
  if (isSameSplit(sharesOf(weighted), wanted)) {
    return entries;
  }
  const weightOf = new Map(
    wanted.map(({ version, weight }) => [version, weight]),
  );
  const kept = entries.flatMap((entry, index) => {
    const version = versionOf(entry) ?? '';
    const weight = weightOf.get(version);
    const isFirst =
      entries.findIndex(other => versionOf(other) === version) === index;
    return weight !== undefined && isFirst ? [{ version, entry, weight }] : [];
  });
  const added = wanted
    .filter(({ version }) => kept.every(entry => entry.version !== version))
    .map(({ version, weight }) => ({
      version,
      entry: create(version, entries[0]),
      weight,
    }));
  const all = [...kept, ...added];
  if (all.length === 1) {
    const { weight: _, ...only } = all[0].entry;
    return [only as E];
  }
  return all.map(({ entry, weight }) => ({ ...entry, weight }));
}
