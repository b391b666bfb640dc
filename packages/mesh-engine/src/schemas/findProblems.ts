import { asRecord } from '../resources/fields';
import { placesOfField } from './fieldPlaces';
import { isBase64 } from './isBase64';
import { matches } from './matches';
import {
  aboveMaximum,
  belowMinimum,
  duplicate,
  isBlocking,
  missing,
  moreThanOne,
  notAmongValues,
  notOfPattern,
  ruleViolated,
  typeOf,
  unknownField,
  wrongType,
  type Problem,
} from './problems';
import type {
  ListSchema,
  MapSchema,
  NumberSchema,
  ObjectSchema,
  Schema,
  TextSchema,
} from './schema';

type Path = readonly (string | number)[];

const TYPES: Record<Schema['type'], string> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  intOrText: 'integer or string',
  struct: 'object',
  list: 'array',
  map: 'object',
  object: 'object',
};

function hasType(value: unknown, type: string): boolean {
  const found = typeOf(value);
  return (
    found === type ||
    (type === 'number' && found === 'integer') ||
    (type === 'integer or string' && ['integer', 'string'].includes(found))
  );
}

function* limits(
  { min, max }: { min?: number; max?: number },
  found: number,
  counted: 'chars' | 'items' | 'properties' | 'value',
  path: Path,
): Iterable<Problem> {
  if (min !== undefined && found < min) {
    yield belowMinimum(path, counted, min);
  }
  if (max !== undefined && found > max) {
    yield aboveMaximum(path, counted, max, found);
  }
}

function* inText(
  schema: TextSchema,
  value: string,
  path: Path,
): Iterable<Problem> {
  const { values, pattern, format } = schema;
  if (values && !values.includes(value)) {
    yield notAmongValues(path, value, values);
  }
  if (format === 'byte' && !isBase64(value)) {
    yield wrongType(path, value, format);
  }
  if (pattern !== undefined && !matches(pattern, value)) {
    yield notOfPattern(path, value, pattern);
  }
  if (schema.min !== undefined || schema.max !== undefined) {
    yield* limits(schema, [...value].length, 'chars', path);
  }
}

function* inNumber(
  schema: NumberSchema,
  value: number,
  path: Path,
): Iterable<Problem> {
  if (schema.values && !schema.values.includes(value)) {
    yield notAmongValues(path, value, schema.values);
  }
  yield* limits(schema, value, 'value', path);
}

/** Walks a value of one kind along its schema. */
class Walk {
  readonly #root: ObjectSchema;

  constructor(root: ObjectSchema) {
    this.#root = root;
  }

  *at(schema: Schema, value: unknown, path: Path): Iterable<Problem> {
    if (value === null && schema.nullable) {
      return;
    }
    const type = TYPES[schema.type];
    if (!hasType(value, type)) {
      yield wrongType(path, value, type);
      return;
    }
    let isReadable = true;
    for (const problem of this.#inside(schema, value, path)) {
      isReadable &&= !isBlocking(problem);
      yield problem;
    }
    for (const rule of isReadable ? schema.rules ?? [] : []) {
      const verdict = rule.judge(value);
      if (verdict !== true) {
        yield ruleViolated(path, value, rule, verdict || undefined);
      }
    }
  }

  #inside(schema: Schema, value: unknown, path: Path): Iterable<Problem> {
    switch (schema.type) {
      case 'text':
        return inText(schema, value as string, path);
      case 'integer':
      case 'number':
        return inNumber(schema, value as number, path);
      case 'list':
        return this.#inList(schema, value as unknown[], path);
      case 'map':
        return this.#inMap(schema, asRecord(value), path);
      case 'object':
        return this.#inObject(schema, asRecord(value), path);
      default:
        return [];
    }
  }

  *#inList(
    schema: ListSchema,
    list: readonly unknown[],
    path: Path,
  ): Iterable<Problem> {
    yield* limits(schema, list.length, 'items', path);
    const seen = new Set<string>();
    for (const [index, item] of list.entries()) {
      yield* this.at(schema.item, item, [...path, index]);
      if (schema.keys || schema.isSet) {
        const key = JSON.stringify(
          schema.keys?.map(name => asRecord(item)[name] ?? null) ?? item,
        );
        if (seen.has(key)) {
          yield duplicate([...path, index], schema.keys);
        }
        seen.add(key);
      }
    }
  }

  *#inMap(
    schema: MapSchema,
    values: Record<string, unknown>,
    path: Path,
  ): Iterable<Problem> {
    const entries = Object.entries(values);
    yield* limits(schema, entries.length, 'properties', path);
    for (const [key, value] of entries) {
      yield* this.at(schema.value, value, [...path, key]);
    }
  }

  *#inObject(
    { fields, oneOf }: ObjectSchema,
    values: Record<string, unknown>,
    path: Path,
  ): Iterable<Problem> {
    const isSet = (name: string) =>
      Object.hasOwn(values, name) && values[name] !== undefined;
    for (const name of Object.keys(values).filter(isSet)) {
      if (Object.hasOwn(fields, name)) {
        yield* this.at(fields[name], values[name], [...path, name]);
      } else {
        yield unknownField(
          [...path, name],
          Object.keys(fields),
          placesOfField(this.#root, [...path, name]),
        );
      }
    }
    for (const name of Object.keys(fields)) {
      if (fields[name].required && !isSet(name)) {
        yield missing([...path, name]);
      }
    }
    for (const group of oneOf ?? []) {
      const set = group.filter(isSet);
      if (set.length > 1) {
        yield moreThanOne(path, set, group);
      }
    }
  }
}

/** Everything about an object that its definition refuses, in the order of its fields. */
export function findProblems(
  schema: ObjectSchema,
  value: unknown,
): Iterable<Problem> {
  return new Walk(schema).at(schema, value, []);
}
