import type { Mesh } from '../mesh/Mesh';
import type { Because } from '../resources/types';
import type { Split } from './types';

function bornAt(
  mesh: Mesh,
  namespace: string,
  { workloads }: Split,
): number | undefined {
  const times = workloads.map(name => {
    const workload = mesh.workload(namespace, name);
    const object = workload && mesh.get(workload.ref);
    return Date.parse(object?.metadata.creationTimestamp ?? '');
  });
  return times.length > 0 && times.every(Number.isFinite)
    ? Math.min(...times)
    : undefined;
}

/** The version that routes alone let us take for the stable one, and why; nothing states it. */
export interface Stable {
  version?: string;
  because: Because[];
}

/** Of the versions that get requests the one whose workload is the oldest, or the first where that does not tell. */
export function stableOf(
  mesh: Mesh,
  namespace: string,
  splits: readonly Split[],
): Stable {
  const carrying = splits.filter(({ weight }) => weight > 0);
  const candidates = carrying.length > 0 ? carrying : splits;
  const [first] = candidates;
  if (!first) {
    return { because: [] };
  }
  const ages = candidates.map(split => bornAt(mesh, namespace, split));
  const known = ages.filter((age): age is number => age !== undefined);
  const isTold = known.length === ages.length && new Set(known).size > 1;
  const stable = isTold ? candidates[ages.indexOf(Math.min(...known))] : first;
  const says =
    candidates.length === 1
      ? `${stable.version} is taken as the stable version: it gets all requests.`
      : `${stable.version} is taken as the stable version: it is the ${
          isTold ? 'oldest' : 'first'
        } of those that get requests.`;
  return { version: stable.version, because: [{ says }] };
}
