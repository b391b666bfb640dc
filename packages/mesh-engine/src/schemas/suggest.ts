/** Longer names are no slips of the finger. */
const LONGEST = 64;

/** How many letters have to be written, left out, changed or swapped to make one word of the other. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      next[j] = Math.min(
        next[j - 1] + 1,
        row[j] + 1,
        row[j - 1] + (same ? 0 : 1),
        i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
          ? before[j - 2] + 1
          : Infinity,
      );
    }
    before = row;
    row = next;
  }
  return row[to.length];
}

const plain = (word: string) => word.toLowerCase().replace(/[-_]/g, '');

/** The word that was meant, when one is near enough; capitals, hyphens and underscores count for nothing. */
export function suggest(
  word: string,
  words: readonly string[],
): string | undefined {
  if (word.length > LONGEST) {
    return undefined;
  }
  let best: string | undefined;
  let nearest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of words) {
    const away = distance(plain(word), plain(candidate));
    if (away < nearest) {
      best = candidate;
      nearest = away;
    }
  }
  return best;
}
