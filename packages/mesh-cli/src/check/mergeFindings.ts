import {
  acceptanceOf,
  describeRef,
  type Finding,
  type Origin,
} from '@ecotrack/mesh-engine';
import type { ReadUnits } from '../sources/readUnits';
import { SEVERITIES, type ShownFinding } from './ShownFinding';

/** What stays the same where overlays render one base: the code and the place; the object where there is no place. */
function keyOf({ code, origin, field, object, message }: Finding): string {
  return origin
    ? `${code} ${origin.file}:${origin.line}:${origin.column} ${field ?? ''}`
    : `${code} ${object ? describeRef(object) : ''} ${field ?? ''} ${message}`;
}

function byPlace(one: ShownFinding, other: ShownFinding): number {
  const [a, b] = [one.origin, other.origin];
  if (!a || !b) {
    return Number(!a) - Number(!b);
  }
  if (a.file !== b.file) {
    return a.file < b.file ? -1 : 1;
  }
  return (
    a.line - b.line ||
    a.column - b.column ||
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) ||
    (one.code < other.code ? -1 : Number(one.code > other.code))
  );
}

/** The findings of all units by place; what several overlays have from the same line of a base comes once. */
export function mergeFindings(
  { units, findings, display }: ReadUnits,
  now: Date,
): ShownFinding[] {
  const told = (origin: Origin | undefined) =>
    origin && { ...origin, file: display(origin.file) };
  const shown = new Map<string, ShownFinding>();
  const add = (name: string | undefined, list: readonly Finding[]) => {
    const times = new Map<string, number>();
    for (const finding of list) {
      const { isAccepted, says } = acceptanceOf(finding, now);
      const key = `${isAccepted} ${keyOf(finding)}`;
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      const known = shown.get(`${key} ${time}`);
      if (known) {
        known.units.push(...(name === undefined ? [] : [name]));
      } else {
        shown.set(`${key} ${time}`, {
          ...finding,
          origin: told(finding.origin),
          because: finding.because.map(because => ({
            ...because,
            origin: told(because.origin),
          })),
          exception: finding.exception && {
            ...finding.exception,
            origin: told(finding.exception.origin),
          },
          units: name === undefined ? [] : [name],
          isAccepted,
          notAccepted: says,
        });
      }
    }
  };
  add(undefined, findings);
  for (const { name, mesh } of units) {
    add(name, mesh.check());
  }
  return [...shown.values()].sort(byPlace);
}
