import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  at,
} from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from './push';
import { type Scope, scopeOf, scopesMeet } from './scope';
import type { Violation } from '../types';

/** One port of one host of a ServiceEntry. */
interface EntryPort {
  object: KubeObject;
  field: string;
  host: string;
  number: number;
  protocol: string;
  scope: Scope;
}

export const byHostAndPort = perMesh(mesh => {
  const index = new Map<string, EntryPort[]>();
  for (const object of mesh.objects('ServiceEntry', 'networking.istio.io')) {
    const scope = scopeOf(mesh, object);
    for (const host of asTexts(at(object, 'spec', 'hosts'))) {
      asList(at(object, 'spec', 'ports')).forEach((value, position) => {
        const { number, protocol } = asRecord(value);
        const entry = {
          object,
          field: `spec.ports[${position}]`,
          host: host.toLowerCase(),
          number: asNumber(number) ?? 0,
          protocol: (asText(protocol) ?? '').toUpperCase(),
          scope,
        };
        push(index, `${entry.host} ${entry.number}`, entry);
      });
    }
  }
  return [...index.values()];
});

/** A finding for each port of an entry, however many of its hosts are concerned. */
export function entryConflicts(
  lists: readonly EntryPort[][],
  wanted: (one: EntryPort, others: readonly EntryPort[]) => EntryPort[],
  says: (
    one: EntryPort,
    others: readonly EntryPort[],
  ) => Pick<Violation, 'message' | 'fix'>,
): Violation[] {
  const found = new Map<string, Violation>();
  for (const list of lists) {
    for (const one of list.slice(0, 100)) {
      const others = wanted(
        one,
        list.filter(
          other =>
            other.object !== one.object && scopesMeet(other.scope, one.scope),
        ),
      ).slice(0, 20);
      const { namespace, name } = one.object.metadata;
      const key = `${namespace}/${name} ${one.field}`;
      if (others.length > 0 && !found.has(key)) {
        found.set(key, {
          object: refOf(one.object),
          field: one.field,
          ...says(one, others),
          because: others.map(({ object, field, host, number, protocol }) => ({
            object: refOf(object),
            field,
            says: `${describeRef(refOf(object))} has ${host} port ${number}${
              protocol ? ` as ${protocol}` : ''
            }.`,
          })),
        });
      }
    }
  }
  return [...found.values()];
}

export const namesOf = (others: readonly EntryPort[]) =>
  others.map(({ object }) => describeRef(refOf(object))).join(', ');
