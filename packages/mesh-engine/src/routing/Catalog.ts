interface Placed<T> {
  item: T;
  place: number;
}

/** Services or rules in their order, of which those of some namespaces are found without a look at all others. */
export class Catalog<T extends { namespace: string }> {
  readonly #all: readonly T[];
  readonly #byNamespace = new Map<string, Placed<T>[]>();

  constructor(all: readonly T[]) {
    this.#all = all;
    all.forEach((item, place) => {
      const known = this.#byNamespace.get(item.namespace);
      if (known) {
        known.push({ item, place });
      } else {
        this.#byNamespace.set(item.namespace, [{ item, place }]);
      }
    });
  }

  /** Those of some namespaces; all when none are said. */
  list(namespaces?: ReadonlySet<string>): readonly T[] {
    return namespaces
      ? [...namespaces]
          .flatMap(namespace => this.#byNamespace.get(namespace) ?? [])
          .sort((a, b) => a.place - b.place)
          .map(({ item }) => item)
      : this.#all;
  }
}
