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

/** The first row of each service of the mesh; entries are left out, since clients outside the mesh call them. */
export function innerServices(mesh: Mesh, rows: readonly MtlsRow[]): MtlsRow[] {
  const first = new Map<string, MtlsRow>();
  for (const row of rows) {
    const key = `${row.namespace}/${row.service}`;
    const service = mesh.service(row.namespace, row.service);
    if (!first.has(key) && service && !isEntry(mesh, service)) {
      first.set(key, row);
    }
  }
  return [...first.values()];
}

/**
 * Services that observed plaintext, those with most of it first. A service without any proxy observes nothing and is
 * told by its missing sidecars.
 */
export function calledInPlaintext(
  mesh: Mesh,
  rows: readonly MtlsRow[],
): CalledInPlaintext[] {
  const requests = (callers: readonly MtlsCaller[]) =>
    callers.reduce((sum, { requestRate }) => sum + (requestRate ?? 0), 0);
  return innerServices(mesh, rows)
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
