type Kinds = ReadonlySet<string>;

/** Something that was told from objects, with the kinds that were read for it. */
interface View {
  value: unknown;
  kinds: Kinds;
}

/** Answers for objects, with the kinds that were read for any of them. */
interface Answers {
  known: WeakMap<object, Map<string, unknown>>;
  kinds: Set<string>;
}

/** Read by whoever looks at objects of every kind. */
export const EVERY_KIND = '*';

/** Read by whoever looks only at which objects there are. */
export const NAMES = 'names';

/** Notes which kinds are read while something is computed; one for all meshes that come of one another. */
class Reading {
  readonly #open: Set<string | Kinds>[] = [];

  note(read: string | Kinds): void {
    this.#open.at(-1)?.add(read);
  }

  during<T>(compute: () => T): { value: T; kinds: Kinds } {
    const noted = new Set<string | Kinds>();
    this.#open.push(noted);
    let value: T;
    try {
      value = compute();
    } finally {
      this.#open.pop();
    }
    const kinds = new Set(
      [...noted].flatMap(read => (typeof read === 'string' ? read : [...read])),
    );
    this.note(kinds);
    return { value, kinds };
  }
}

/**
 * What is told from the objects of a mesh, each thing at most once. A change keeps what was told from other kinds, so
 * that a value may read the mesh only while it is computed, and never later.
 */
export class Views {
  readonly #reading: Reading;
  readonly #views: Map<unknown, View>;
  readonly #answers = new Map<unknown, Answers>();

  private constructor(reading: Reading, views: Map<unknown, View>) {
    this.#reading = reading;
    this.#views = views;
  }

  static none(): Views {
    return new Views(new Reading(), new Map());
  }

  /** Says that objects of a kind are read. */
  read(kind: string): void {
    this.#reading.note(kind);
  }

  /** A view, computed at most once. */
  once<T>(key: unknown, compute: () => T): T {
    const known = this.#views.get(key);
    if (known) {
      this.#reading.note(known.kinds);
      return known.value as T;
    }
    const view = this.#reading.during(compute);
    this.#views.set(key, view);
    return view.value;
  }

  /** An answer for an object and a name, computed at most once; a change keeps none of them. */
  onceFor<T>(key: unknown, object: object, name: string, compute: () => T): T {
    const answers = this.#answers.get(key) ?? {
      known: new WeakMap<object, Map<string, unknown>>(),
      kinds: new Set<string>(),
    };
    this.#answers.set(key, answers);
    const known = answers.known.get(object) ?? new Map<string, unknown>();
    answers.known.set(object, known);
    if (known.has(name)) {
      this.#reading.note(answers.kinds);
      return known.get(name) as T;
    }
    const { value, kinds } = this.#reading.during(compute);
    kinds.forEach(kind => answers.kinds.add(kind));
    known.set(name, value);
    return value;
  }

  /** Those that are told from other kinds alone. */
  without(changed: Kinds): Views {
    const isKept = ({ kinds }: View) =>
      kinds.size > 0 &&
      !kinds.has(EVERY_KIND) &&
      ![...kinds].some(kind => changed.has(kind));
    return new Views(
      this.#reading,
      new Map([...this.#views].filter(([, view]) => isKept(view))),
    );
  }
}
