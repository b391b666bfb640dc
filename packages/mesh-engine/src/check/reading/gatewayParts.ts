import { asList, asNumber, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from './push';
import type { Violation } from '../types';

/** Part of a Gateway that another may have too. */
export interface Part {
  object: KubeObject;
  field: string;
  key: string;
  words: string;
}

export const apiGateways = perMesh(mesh =>
  mesh.objects('Gateway', 'gateway.networking.k8s.io'),
);

export function listenersOf(object: KubeObject): Part[] {
  return asList(at(object, 'spec', 'listeners')).map((value, index) => {
    const { hostname, port, protocol } = asRecord(value);
    const host = (asText(hostname) ?? '*').toLowerCase();
    const words = [
      host,
      `port ${asNumber(port) ?? ''}`,
      (asText(protocol) ?? '').toUpperCase(),
    ];
    return {
      object,
      field: `spec.listeners[${index}]`,
      key: JSON.stringify(words),
      words: words.join(' '),
    };
  });
}

/** Each part that others have too, with up to twenty of them. */
export function sharedParts(
  parts: readonly Part[],
  isOther: (a: Part, b: Part) => boolean,
  says: (part: Part, others: string) => Pick<Violation, 'message' | 'fix'>,
): Violation[] {
  const byKey = new Map<string, Part[]>();
  parts.forEach(part => push(byKey, part.key, part));
  return [...byKey.values()].flatMap(list =>
    list.flatMap(part => {
      const others = list
        .slice(0, 21)
        .filter(other => other !== part && isOther(part, other));
      const names = [
        ...new Set(others.map(({ object }) => describeRef(refOf(object)))),
      ].join(', ');
      return others.length === 0
        ? []
        : [
            {
              object: refOf(part.object),
              field: part.field,
              ...says(part, names),
              because: others.map(other => ({
                object: refOf(other.object),
                field: other.field,
                says: `It has ${other.words} too.`,
              })),
            },
          ];
    }),
  );
}

export const areOfTwo = (a: Part, b: Part) => a.object !== b.object;
