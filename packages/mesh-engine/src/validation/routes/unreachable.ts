import type { Field } from '../Field';
import { findCoveredMatches } from './coveredMatches';

const nameOf = (entry: Field, position: number) => {
  const name = entry.get('name').text;
  return name === '' ? `#${position}` : JSON.stringify(name);
};

/** What a match asks for, whatever it is called and however its fields are ordered. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .filter(([, entry]) => entry !== undefined && entry !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`)
      .join()}}`;
  }
  return JSON.stringify(value);
}

function matchKey(match: Field): string {
  const rest = Object.fromEntries(
    match.entries
      .filter(([key]) => key !== 'name')
      .map(([key, { value }]) => [key, value]),
  );
  return match.isSet ? canonical(rest) : 'null';
}

function warnUnreachable(route: Field, position: number, reason: string): void {
  route.warn(
    'unreachable',
    `virtualService rule ${nameOf(route, position)} not used (${reason})`,
  );
}

/** Says of the match that a rule before takes everything that it stands for. */
export function warnIneffective(
  match: Field,
  rule: string,
  matchName: string,
  before: string,
): void {
  match.warn(
    'ineffective',
    `virtualService rule ${rule} match ${matchName} is not used (duplicate/overlapping match in rule ${before})`,
  );
}

/** Warns of rules and matches of one list that those before leave nothing for. */
export function warnOfUnreachable(routes: Field, isHttp: boolean): void {
  const seen = new Map<string, string>();
  const distinct: { match: Field; rule: string; name: string }[] = [];
  let hasCatchAll = false;
  routes.items.forEach((route, position) => {
    const matches = route.get('match').items;
    const rule = nameOf(route, position);
    if (!route.isSet) {
      return;
    }
    if (matches.length === 0) {
      if (hasCatchAll) {
        warnUnreachable(
          route,
          position,
          'only the last rule can have no matches',
        );
      }
      hasCatchAll = true;
      return;
    }
    let repeated = 0;
    matches.forEach((match, index) => {
      const key = matchKey(match);
      const before = seen.get(key);
      const name = nameOf(match, index);
      if (before === undefined) {
        seen.set(key, rule);
        distinct.push({ match, rule, name });
      } else {
        warnIneffective(match, rule, name, before);
        repeated++;
      }
    });
    if (repeated === matches.length) {
      warnUnreachable(route, position, 'all matches used by prior rules');
    }
  });
  if (isHttp) {
    for (const { covered, by } of findCoveredMatches(distinct)) {
      warnIneffective(
        covered.match,
        covered.rule,
        `${covered.name} of prefix ${covered.prefix}`,
        `${by.name} of prefix ${by.prefix} on ${by.rule}`,
      );
    }
  }
}
