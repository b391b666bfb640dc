import type { RJSFSchema } from '@rjsf/utils';
import { isMap } from './isMap';

const ALTERNATIVES = ['anyOf', 'oneOf'];
const DRAWN = ['properties', 'type', 'const', 'enum', 'items'];

/** Alternatives that only demand fields: nothing of them can be drawn. */
const isDemand = (alternatives: unknown) =>
  Array.isArray(alternatives) &&
  alternatives.every(
    each => isMap(each) && !DRAWN.some(name => Object.hasOwn(each, name)),
  );

function drawn(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(drawn);
  }
  return isMap(value) ? formSchema(value) : value;
}

/** An entry of a list is called as the list is; the fields of one need no frame of their own. */
function titled(schema: RJSFSchema): RJSFSchema {
  const { items, title } = schema;
  return isMap(items) && items.title === undefined
    ? { ...schema, items: { ...items, title: items.properties ? '' : title } }
    : schema;
}

/**
 * The part of a schema that a form can draw. Alternatives that only demand one field or another would be drawn as a
 * choice between nameless options; the back end holds the parameters to them.
 */
export function formSchema(schema: Record<string, unknown>): RJSFSchema {
  return titled(
    Object.fromEntries(
      Object.entries(schema)
        .filter(
          ([name, value]) => !(ALTERNATIVES.includes(name) && isDemand(value)),
        )
        .map(([name, value]) => [name, drawn(value)]),
    ),
  );
}
