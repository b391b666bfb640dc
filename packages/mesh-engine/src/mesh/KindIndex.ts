import { groupOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';

interface OfKind {
  all: KubeObject[];
  byGroup: Map<string, KubeObject[]>;
}

const NONE: readonly KubeObject[] = [];

function add(index: Map<string, OfKind>, object: KubeObject): void {
  const { kind, apiVersion } = object;
  const known: OfKind = index.get(kind) ?? { all: [], byGroup: new Map() };
  index.set(kind, known);
  known.all.push(object);
  const group = groupOf(apiVersion);
  const ofGroup = known.byGroup.get(group);
  if (ofGroup) {
    ofGroup.push(object);
  } else {
    known.byGroup.set(group, [object]);
  }
}

/** Objects by kind and group, in their order. */
export class KindIndex {
  readonly #byKind: ReadonlyMap<string, OfKind>;

  private constructor(byKind: ReadonlyMap<string, OfKind>) {
    this.#byKind = byKind;
  }

  static none(): KindIndex {
    return new KindIndex(new Map());
  }

  /** One for other objects of the changed kinds, and the same of all other kinds. */
  with(changed: ReadonlySet<string>, objects: Iterable<KubeObject>): KindIndex {
    const byKind = new Map(
      [...this.#byKind].filter(([kind]) => !changed.has(kind)),
    );
    for (const object of objects) {
      if (changed.has(object.kind)) {
        add(byKind, object);
      }
    }
    return new KindIndex(byKind);
  }

  list(kind: string, group?: string): readonly KubeObject[] {
    const known = this.#byKind.get(kind);
    return (
      (group === undefined ? known?.all : known?.byGroup.get(group)) ?? NONE
    );
  }
}
