import { asText, asTexts } from '../../resources/fields';
import { coversPattern } from './patterns';
import type { Part, RuleParts } from './sources';

/** Fields whose values are compared as they stand. */
const EXACT = ['ipBlocks', 'remoteIpBlocks'];

const toList = (name: string): string => {
  const plain = name.replace(/^not/, '');
  return plain[0].toLowerCase() + plain.slice(1);
};

/** Whether every value of the second list is one of the first. */
function includesAll(
  wide: readonly string[],
  narrow: readonly string[],
  isExact: boolean,
): boolean {
  return narrow.every(value =>
    wide.some(pattern =>
      // Templates such as {*} stand for more than their text.
      isExact || pattern.includes('{')
        ? pattern === value
        : coversPattern(pattern, value),
    ),
  );
}

/** Whether a source or an operation takes everything that another takes. */
function partCovers(wide: Part, narrow: Part): boolean {
  return Object.entries(wide.values).every(([name, value]) => {
    const asked = asTexts(value);
    const given = asTexts(narrow.values[name]);
    if (asked.length === 0) {
      return true;
    }
    const isExact = EXACT.includes(toList(name));
    return name.startsWith('not')
      ? includesAll(given, asked, isExact)
      : given.length > 0 && includesAll(asked, given, isExact);
  });
}

function partsCover(wide: readonly Part[], narrow: readonly Part[]): boolean {
  return (
    wide.length === 0 ||
    (narrow.length > 0 &&
      narrow.every(each => wide.some(other => partCovers(other, each))))
  );
}

function conditionCovers(wide: Part, narrow: Part): boolean {
  const key = asText(wide.values.key) ?? '';
  const isExact = /ip$/i.test(key);
  const notWide = asTexts(wide.values.notValues);
  const values = asTexts(wide.values.values);
  const given = asTexts(narrow.values.values);
  return (
    key !== '' &&
    key === asText(narrow.values.key) &&
    (values.length === 0 ||
      (given.length > 0 && includesAll(values, given, isExact))) &&
    includesAll(asTexts(narrow.values.notValues), notWide, isExact)
  );
}

/** Whether a rule takes every request that another takes. Told from what is written; no is no proof. */
export function ruleCovers(wide: RuleParts, narrow: RuleParts): boolean {
  return (
    partsCover(wide.sources, narrow.sources) &&
    partsCover(wide.operations, narrow.operations) &&
    wide.conditions.every(condition =>
      narrow.conditions.some(other => conditionCovers(condition, other)),
    )
  );
}
