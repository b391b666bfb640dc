/** Something that a value must satisfy beyond its type: a CEL rule of the CRD as a predicate. */
export interface Rule<T = unknown> {
  /** The words of the API server, as in the CRD. */
  apiServer: string;
  /** A sentence that a newcomer understands. */
  message: string;
  fix: string;
  /** Whether the value satisfies it; a text when that cannot be said, which the API server refuses with these words. */
  judge(value: T): boolean | string;
}

interface Common {
  /** Whether the parent must have it. */
  required?: true;
  nullable?: true;
  rules?: readonly Rule[];
}

interface Limits {
  min?: number;
  max?: number;
}

/** Text of which `min` and `max` limit the length. */
export interface TextSchema<T extends string = string> extends Common, Limits {
  type: 'text';
  values?: readonly T[];
  /** RE2. */
  pattern?: string;
  /** Base64. */
  format?: 'byte';
}

/** A number, whole or not, of which `min` and `max` limit the value. */
export interface NumberSchema extends Common, Limits {
  type: 'integer' | 'number';
  values?: readonly number[];
}

export interface BooleanSchema extends Common {
  type: 'boolean';
}

/** A whole number or text, such as a port or its name. */
export interface IntOrTextSchema extends Common {
  type: 'intOrText';
}

/** Any object: nothing is known of its fields. */
export interface StructSchema extends Common {
  type: 'struct';
}

/** A list of which `min` and `max` limit the length. */
export interface ListSchema<I extends Schema = Schema> extends Common, Limits {
  type: 'list';
  item: I;
  /** Fields that together tell apart the objects of the list. */
  keys?: readonly string[];
  /** Whether every entry stands there once. */
  isSet?: true;
}

/** An object of which `min` and `max` limit how many keys it has. */
export interface MapSchema<V extends Schema = Schema> extends Common, Limits {
  type: 'map';
  value: V;
}

export type Fields = { readonly [name: string]: Schema };

export interface ObjectSchema<F extends Fields = Fields> extends Common {
  type: 'object';
  fields: F;
  /** Groups of fields of which at most one may be set. */
  oneOf?: readonly (readonly string[])[];
}

/** What a value must be. */
export type Schema =
  | TextSchema
  | NumberSchema
  | BooleanSchema
  | IntOrTextSchema
  | StructSchema
  | ListSchema
  | MapSchema
  | ObjectSchema;

type Flat<T> = { [K in keyof T]: T[K] };

type InferFields<F extends Fields> = Flat<
  {
    -readonly [K in keyof F as F[K] extends { required: true }
      ? K
      : never]: Infer<F[K]>;
  } & {
    -readonly [K in keyof F as F[K] extends { required: true }
      ? never
      : K]?: Infer<F[K]>;
  }
>;

type InferValue<S> = S extends TextSchema<infer T>
  ? T
  : S extends NumberSchema
  ? number
  : S extends BooleanSchema
  ? boolean
  : S extends IntOrTextSchema
  ? number | string
  : S extends ListSchema<infer I>
  ? Infer<I>[]
  : S extends MapSchema<infer V>
  ? Record<string, Infer<V>>
  : S extends ObjectSchema<infer F>
  ? InferFields<F>
  : Record<string, unknown>;

/** The TypeScript type of the values that a schema describes. */
export type Infer<S> = S extends { nullable: true }
  ? InferValue<S> | null
  : InferValue<S>;

interface Ruled<T> {
  rules?: readonly Rule<T>[];
}

/** Text; with `values`, one of these. */
export function text<const T extends string = string>(
  options: Limits &
    Ruled<string> & {
      values?: readonly T[];
      pattern?: string;
      format?: 'byte';
    } = {},
): TextSchema<T> {
  return { type: 'text', ...options } as TextSchema<T>;
}

export function integer(
  options: Limits & Ruled<number> & { values?: readonly number[] } = {},
): NumberSchema {
  return { type: 'integer', ...options } as NumberSchema;
}

/** A whole number from 0, as Protobuf's `uint32`. */
export function uint32(options: Limits & Ruled<number> = {}): NumberSchema {
  return integer({ min: 0, max: 4294967295, ...options });
}

export function number(options: Limits & Ruled<number> = {}): NumberSchema {
  return { type: 'number', ...options } as NumberSchema;
}

export function boolean(): BooleanSchema {
  return { type: 'boolean' };
}

export function intOrText(): IntOrTextSchema {
  return { type: 'intOrText' };
}

export function struct(): StructSchema {
  return { type: 'struct' };
}

export function list<I extends Schema>(
  item: I,
  options: Limits &
    Ruled<Infer<I>[]> & { keys?: readonly string[]; isSet?: true } = {},
): ListSchema<I> {
  return { type: 'list', item, ...options } as ListSchema<I>;
}

export function map<V extends Schema>(
  value: V,
  options: Limits & Ruled<Record<string, Infer<V>>> = {},
): MapSchema<V> {
  return { type: 'map', value, ...options } as MapSchema<V>;
}

export function object<const F extends Fields>(
  fields: F,
  options: Ruled<InferFields<F>> & {
    oneOf?: readonly (readonly (keyof F & string)[])[];
  } = {},
): ObjectSchema<F> {
  return { type: 'object', fields, ...options } as ObjectSchema<F>;
}

/** The same, where the parent must have it. */
export function required<S extends Schema>(schema: S): S & { required: true } {
  return { ...schema, required: true };
}

/** The same, where null is a value. */
export function nullable<S extends Schema>(schema: S): S & { nullable: true } {
  return { ...schema, nullable: true };
}
