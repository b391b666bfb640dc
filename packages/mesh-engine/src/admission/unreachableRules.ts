import { asList, asRecord, asText, asWord } from '../resources/fields';
import type { Report } from './Report';

/** Warns of rules that never decide: those after one without matches, and those whose matches stand before. */
export function unreachableRules(
  report: Report,
  rules: readonly unknown[],
): void {
  const seen = new Map<string, number>();
  const prefixes: string[] = [];
  let catchAll = false;
  rules.forEach((rule, index) => {
    if (rule === null || rule === undefined) {
      return;
    }
    const at = report.at(index);
    const matches = asList(asRecord(rule).match);
    if (matches.length === 0) {
      if (catchAll) {
        at.warn(
          `virtualService rule #${index} not used (only the last rule can have no matches)`,
        );
      }
      catchAll = true;
      return;
    }
    let repeated = 0;
    for (const match of matches) {
      const fields = Object.keys(asRecord(match)).filter(
        field => field !== 'name',
      );
      const { prefix, exact } = asRecord(asRecord(match).uri);
      const path = asText(prefix) ?? asText(exact);
      const covering =
        path &&
        prefixes.find(known => known !== path && path.startsWith(known));
      if (covering) {
        at.warn(
          `virtualService rule #${index} match ${path} is not used (prefix ${covering} takes it before)`,
        );
      }
      if (fields.length === 1 && asText(prefix)) {
        prefixes.push(asWord(prefix));
      }
      const key = JSON.stringify(match);
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, index);
      } else {
        repeated++;
        if (repeated < matches.length) {
          at.warn(
            `virtualService rule #${index} match ${key} is not used (duplicate of a match in rule #${before})`,
          );
        }
      }
    }
    if (repeated === matches.length) {
      at.warn(
        `virtualService rule #${index} not used (all matches used by prior rules)`,
      );
    } else if (catchAll) {
      at.warn(
        `virtualService rule #${index} not used (route without matches defined before)`,
      );
    }
  });
}
