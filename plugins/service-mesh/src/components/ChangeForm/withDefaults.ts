import { isMap } from './isMap';

type Values = Record<string, unknown>;

const isSame = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Whether nothing but defaults stands in a value. */
function isDefault(schema: Values, value: Values): boolean {
  const properties = isMap(schema.properties) ? schema.properties : {};
  return Object.entries(value).every(([name, each]) => {
    const property = properties[name];
    return (
      each === undefined || (isMap(property) && isSame(each, property.default))
    );
  });
}

function filled(schema: Values, value: unknown, isRequired: boolean): unknown {
  const { items, properties, minItems } = schema;
  if (isMap(items)) {
    const isNeeded = isRequired && typeof minItems === 'number' && minItems > 0;
    const entries = value ?? (isNeeded ? [undefined] : undefined);
    return Array.isArray(entries)
      ? entries.map(entry => filled(items, entry, true))
      : entries;
  }
  if (!isMap(properties)) {
    return value;
  }
  if (isMap(value)) {
    return !isRequired && isDefault(schema, value)
      ? undefined
      : withDefaults(schema, value);
  }
  return isRequired && value === undefined ? withDefaults(schema, {}) : value;
}

/**
 * Parameters with the defaults of a schema where nothing is given. Nothing that may be left out is made for the sake of
 * the defaults in it, and what was emptied stays empty.
 */
export function withDefaults(schema: Values, given: Values): Values {
  const properties = isMap(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const result: Values = { ...given };
  for (const [name, property] of Object.entries(properties)) {
    if (isMap(property)) {
      const value = Object.hasOwn(given, name) ? given[name] : property.default;
      const next = filled(property, value, required.includes(name));
      if (next !== undefined || Object.hasOwn(given, name)) {
        result[name] = next;
      }
    }
  }
  return result;
}
