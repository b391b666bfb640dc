import type { Field } from '../Field';

interface NamedMatch {
  match: Field;
  /** Of the rule, and of the match in it. */
  rule: string;
  name: string;
}

interface PrefixMatch extends NamedMatch {
  prefix: string;
  port: number;
  method: string;
  authority: string;
  headers: ReadonlyMap<string, string>;
  queryParams: ReadonlyMap<string, string>;
  withoutHeaders: ReadonlyMap<string, string>;
}

/** A match of text as far as prefixes can be compared; empty for regular expressions. */
function wordOf(match: Field): string {
  const way = ['exact', 'prefix'].find(name => match.get(name).text !== '');
  return way === undefined ? '' : `${way}:${match.get(way).text}`;
}

const wordsOf = (matches: Field) =>
  new Map(matches.entries.map(([name, match]) => [name, wordOf(match)]));

function readPrefixMatch(named: NamedMatch): PrefixMatch | undefined {
  const { match } = named;
  const prefix = match.get('uri').get('prefix').text;
  return prefix === ''
    ? undefined
    : {
        ...named,
        prefix,
        port: match.get('port').number,
        method: wordOf(match.get('method')) || 'exact:GET',
        authority: wordOf(match.get('authority')),
        headers: wordsOf(match.get('headers')),
        queryParams: wordsOf(match.get('queryParams')),
        withoutHeaders: wordsOf(match.get('withoutHeaders')),
      };
}

function wordsCover(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, word]) => {
      const other = b.get(name);
      return other !== undefined && word.startsWith(other);
    })
  );
}

/** Istio's rule of thumb for whether the rest of an earlier match takes what a later one asks for. */
function restCovers(before: PrefixMatch, after: PrefixMatch): boolean {
  return (
    before.port === after.port &&
    before.method.startsWith(after.method) &&
    before.authority.startsWith(after.authority) &&
    wordsCover(before.headers, after.headers) &&
    wordsCover(before.queryParams, after.queryParams) &&
    wordsCover(before.withoutHeaders, after.withoutHeaders)
  );
}

/** Matches of a prefix of the path that begins with the prefix of a match before. */
export function* findCoveredMatches(
  matches: readonly NamedMatch[],
): Iterable<{ covered: PrefixMatch; by: PrefixMatch }> {
  const byPrefix = new Map<string, PrefixMatch[]>();
  const lengths = new Set<number>();
  for (const named of matches) {
    const covered = readPrefixMatch(named);
    if (covered) {
      const { prefix } = covered;
      const shorter = [...lengths].filter(length => length < prefix.length);
      for (const by of shorter.flatMap(
        length => byPrefix.get(prefix.slice(0, length)) ?? [],
      )) {
        if (restCovers(by, covered)) {
          yield { covered, by };
        }
      }
      const same = byPrefix.get(prefix) ?? [];
      same.push(covered);
      byPrefix.set(prefix, same);
      lengths.add(prefix.length);
    }
  }
}
