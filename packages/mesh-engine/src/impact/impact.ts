import type { Finding } from '../findings/types';
import type { Mesh } from '../mesh/Mesh';
import { refKey, refOf } from '../resources/ref';
import { accessChanges } from './accessChanges';
import { changedObjects } from './changedObjects';
import { connectionChanges } from './connectionChanges';
import { routeChanges } from './routeChanges';
import { sentencesOf } from './sentences';
import { Traffic } from './Traffic';
import type { Impact, ObservedCall } from './types';

const findingKey = ({ code, object, field, message }: Finding) =>
  JSON.stringify([code, object && refKey(object), field, message]);

/** Findings of the one that the other does not have. */
function without(list: readonly Finding[], other: readonly Finding[]) {
  const same = new Set(other);
  const others = list.filter(finding => !same.has(finding));
  const known = new Set(others.length > 0 ? other.map(findingKey) : []);
  return others.filter(finding => !known.has(findingKey(finding)));
}

/**
 * What changes for whom between two forms of a mesh: who may call whom, what is encrypted, where requests go, what is
 * found wrong. Callers and servers that are only in one of them have no before or no after and are not told.
 * @param traffic - observed requests, to tell how many of them each change touches
 * @public
 */
export function impact(
  before: Mesh,
  after: Mesh,
  traffic?: readonly ObservedCall[],
): Impact {
  const changed = changedObjects(before, after);
  const observed = new Traffic(traffic);
  const refs = (wanted: (change: (typeof changed)[number]) => boolean) =>
    changed
      .filter(wanted)
      .map(change => refOf((change.after ?? change.before)!));
  const changes = {
    objects: {
      added: refs(change => !change.before),
      changed: refs(change => Boolean(change.before && change.after)),
      removed: refs(change => !change.after),
    },
    access: accessChanges(before, after, changed, observed),
    connections: connectionChanges(before, after, changed, observed),
    routes: routeChanges(before, after, changed, observed),
    findings: {
      appeared: without(after.check(), before.check()),
      gone: without(before.check(), after.check()),
    },
  };
  return { sentences: sentencesOf(changes), ...changes };
}
