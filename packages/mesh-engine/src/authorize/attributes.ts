import type { Truth } from './truth';

/** A value, null when the request has none, or undefined when it is not known. */
export type Known<T> = T | null | undefined;

/** What a proxy knows of a request when it asks its policies. */
export interface Attributes {
  sourceIp: Known<string>;
  remoteIp: Known<string>;
  /** With `spiffe://`. */
  principal: Known<string>;
  destinationIp: Known<string>;
  destinationPort: Known<number>;
  sni: Known<string>;
  /** Normalized, without query. */
  path: Known<string>;
  /** By lower-case name; `:method`, `:authority` and `:path` as well. */
  header: (name: string) => Known<string>;
  /** Of the verified token. */
  claims: Known<Record<string, unknown>>;
  /** Dynamic metadata of Envoy by filter. */
  metadata: Known<Record<string, unknown>>;
}

export type Matcher = (attributes: Attributes) => Truth;

/** A condition on one attribute; an absent one fits nothing, an unknown one is named. */
export function onAttribute<T>(
  name: string,
  read: (attributes: Attributes) => Known<T>,
  test: (value: T) => boolean,
): Matcher {
  return attributes => {
    const value = read(attributes);
    if (value === undefined) {
      return [name];
    }
    return value !== null && test(value);
  };
}
