import { MANY } from './othersOf';
import { push } from './push';
import { wildcardsOf } from './registry';

/** Something that is for a host, which may be a wildcard. */
export interface Hosted {
  host: string;
}

/** Of thousands for one host each is held against this many. */
const COMPARED = 500;

/** Entries of the same host. */
export function sameHost<T extends Hosted>(
  entries: readonly T[],
  conflicts: (a: T, b: T) => boolean,
): Map<T, T[]> {
  const byHost = new Map<string, T[]>();
  entries.forEach(entry => push(byHost, entry.host, entry));
  const found = new Map<T, T[]>();
  for (const list of byHost.values()) {
    const compared = list.slice(0, COMPARED);
    for (const entry of list) {
      const others: T[] = [];
      for (const other of compared) {
        if (other !== entry && conflicts(entry, other)) {
          others.push(other);
        }
        if (others.length === MANY) {
          break;
        }
      }
      if (others.length > 0) {
        found.set(entry, others);
      }
    }
  }
  return found;
}

/** Entries where one is a wildcard that stands for the other, both ways. */
export function wildcardOverlaps<T extends Hosted>(
  entries: readonly T[],
  conflicts: (a: T, b: T) => boolean,
): Map<T, T[]> {
  const wildcards = new Map<string, T[]>();
  entries
    .filter(({ host }) => host.startsWith('*'))
    .forEach(entry => {
      if ((wildcards.get(entry.host)?.length ?? 0) < COMPARED) {
        push(wildcards, entry.host, entry);
      }
    });
  const found = new Map<T, T[]>();
  const note = (entry: T, other: T) => {
    if ((found.get(entry)?.length ?? 0) < MANY) {
      push(found, entry, other);
    }
  };
  for (const entry of entries) {
    for (const wildcard of wildcardsOf(entry.host)) {
      for (const other of wildcards.get(wildcard) ?? []) {
        if (conflicts(entry, other)) {
          note(entry, other);
          note(other, entry);
        }
      }
    }
  }
  return found;
}
