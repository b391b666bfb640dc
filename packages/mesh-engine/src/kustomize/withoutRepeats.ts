import type { Finding } from '../findings/types';
import type { SourcedObject } from '../resources/readManifests';
import { refKey, refOf } from '../resources/ref';
import type { Origin } from '../resources/types';

/** The first of each object, and a finding for each that comes again. */
export function withoutRepeats(all: readonly SourcedObject[]): {
  resources: SourcedObject[];
  findings: Finding[];
} {
  const seen = new Map<string, Origin>();
  const findings: Finding[] = [];
  const resources = all.filter(({ object, origin }) => {
    const key = refKey(refOf(object));
    const first = seen.get(key);
    if (first) {
      findings.push({
        code: 'MESH0014',
        severity: 'error',
        object: refOf(object),
        origin,
        message: `${object.kind} ${object.metadata.name} is already in ${first.file}:${first.line}; this second one is left out.`,
        fix: 'Keep one of the two.',
        because: [],
      });
      return false;
    }
    seen.set(key, origin);
    return true;
  });
  return { resources, findings };
}
