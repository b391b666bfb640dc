import type { Mesh } from '@ecotrack/mesh-engine';
import type {
  MtlsCaller,
  MtlsRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { isEntry } from '../traffic/peers';
import { rate } from '../wording/figures';

/** A service of the mesh that is called in plaintext, with those who do it, the busiest first. */
export interface CalledInPlaintext {
  row: MtlsRow;
  callers: MtlsCaller[];
}

/**
 * Services that observed plaintext. Entries are called so by design; a service without any proxy reports nothing
 * and is told by its missing sidecars.
 */
export function calledInPlaintext(
  mesh: Mesh,
  rows: readonly MtlsRow[],
): CalledInPlaintext[] {
  const first = new Map(
    [...rows]
      .reverse()
      .map(row => [`${row.namespace}/${row.service}`, row] as const),
  );
  const requests = (callers: readonly MtlsCaller[]) =>
    callers.reduce((sum, { requestRate }) => sum + (requestRate ?? 0), 0);
  return [...first.values()]
    .filter(({ namespace, service }) => {
      const found = mesh.service(namespace, service);
      return found && !isEntry(mesh, found);
    })
    .map(row => ({
      row,
      callers: row.observed.callers.filter(
        ({ encryption }) => encryption === 'plaintext',
      ),
    }))
    .filter(({ callers }) => callers.length > 0)
    .sort(
      (a, b) =>
        requests(b.callers) - requests(a.callers) ||
        (a.row.service < b.row.service ? -1 : 1),
    );
}

/** The rate of a caller in requests, or in bytes where it sends no requests. */
export function callerRate({ requestRate, byteRate }: MtlsCaller): string {
  return requestRate === null ? rate(byteRate ?? 0, 'B/s') : rate(requestRate);
}
