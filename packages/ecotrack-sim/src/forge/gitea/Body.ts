import { GiteaProblem } from './GiteaProblem';

/** The fields of a JSON body, asked for by their kind. */
export class Body {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(body: unknown) {
    this.#fields =
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? { ...body }
        : {};
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  /** @throws GiteaProblem when it is no text */
  text(name: string): string | undefined {
    const value = this.#fields[name];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value !== 'string') {
      throw new GiteaProblem(422, `[${name}]: must be a text`);
    }
    return value;
  }

  /** @throws GiteaProblem when it is absent or empty */
  required(name: string): string {
    const value = this.text(name);
    if (!value) {
      throw new GiteaProblem(422, `[${name}]: Required`);
    }
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.#fields[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  /** @throws GiteaProblem when it is no list */
  list(name: string): readonly unknown[] {
    const value = this.#fields[name] ?? [];
    if (!Array.isArray(value)) {
      throw new GiteaProblem(422, `[${name}]: must be a list`);
    }
    return value;
  }

  texts(name: string): string[] {
    return this.list(name).map(item => {
      if (typeof item !== 'string') {
        throw new GiteaProblem(422, `[${name}]: must be a list of texts`);
      }
      return item;
    });
  }

  object(name: string): Body {
    return new Body(this.#fields[name]);
  }

  objects(name: string): Body[] {
    return this.list(name).map(item => new Body(item));
  }
}
