import type { KubeObject } from '@ecotrack/mesh-engine';
import { isSame } from '../../../values/values';
import type { RuleLanguage } from './language';

/** How rules are changed. */
export interface RuleChange<R, M> {
  /** The rule as it shall be; undefined for one that goes. */
  change(rule: R): R | undefined;
  /** The matches of a rule of its own for some requests; none when the other rule takes no such requests. */
  narrow?(matches: readonly M[]): readonly M[];
  /** Whether the change only takes away: no rule is added, and one that then does what the others do goes. */
  remove?: boolean;
}

interface Own<R, M> {
  base: R;
  matches: readonly M[];
  /** Position of the rule of its own; -1 when there is none. */
  position: number;
}

/** The rules of their own for some requests, beside the chosen ones that they narrow: one for each list of matches. */
export function ownRules<O extends KubeObject, R, M>(
  language: RuleLanguage<O, R, M>,
  rules: readonly R[],
  chosen: readonly number[],
  narrow: (matches: readonly M[]) => readonly M[],
): Own<R, M>[] {
  const all = chosen.flatMap(index => {
    const base = rules[index];
    const written = language.matchesOf(base);
    const matches = narrow(written.length > 0 ? written : [{} as M]);
    return matches.length === 0
      ? []
      : {
          base,
          matches,
          position: rules.findIndex(rule =>
            isSame(language.matchesOf(rule), matches),
          ),
        };
  });
  const isItself = ({ base, position }: Own<R, M>) => base === rules[position];
  return [...all.filter(own => !isItself(own)), ...all.filter(isItself)].filter(
    (own, index, sorted) =>
      sorted.findIndex(other => isSame(other.matches, own.matches)) === index,
  );
}

/** A copy of a rule has no name: controllers and metrics know the first one by it. */
function withoutName<R>(rule: R): R {
  return Object.fromEntries(
    Object.entries(rule as object).filter(([field]) => field !== 'name'),
  ) as R;
}

function changeOwn<O extends KubeObject, R, M>(
  language: RuleLanguage<O, R, M>,
  rules: readonly R[],
  own: readonly Own<R, M>[],
  { change, remove }: RuleChange<R, M>,
): R[] {
  const doesTheSame = (rule: R, base: R) =>
    isSame(
      { ...language.withMatches(rule, []), name: undefined },
      { ...language.withMatches(base, []), name: undefined },
    );
  const kept = (rule: R, found: Own<R, M> | undefined): R[] => {
    const changed = found ? change(rule) : rule;
    const goes =
      changed === undefined ||
      (remove && found && doesTheSame(changed, found.base));
    return goes ? [] : [changed];
  };
  return rules.flatMap((rule, index) => {
    const added = own
      .filter(({ base, position }) => base === rule && position < 0 && !remove)
      .flatMap(
        ({ matches }) =>
          change(withoutName(language.withMatches(rule, matches))) ?? [],
      );
    return [
      ...added,
      ...kept(
        rule,
        own.find(({ position }) => position === index),
      ),
    ];
  });
}

/** The rules as they shall be, in their order. */
export function changeRules<O extends KubeObject, R, M>(
  language: RuleLanguage<O, R, M>,
  rules: readonly R[],
  chosen: readonly number[],
  wanted: RuleChange<R, M>,
): R[] {
  const { change, narrow } = wanted;
  if (narrow) {
    return changeOwn(
      language,
      rules,
      ownRules(language, rules, chosen, narrow),
      wanted,
    );
  }
  return rules.flatMap((rule, index) =>
    chosen.includes(index) ? change(rule) ?? [] : [rule],
  );
}
