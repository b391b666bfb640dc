import type { ObjectSchema, Schema } from './schema';

const KNOWN = new WeakMap<ObjectSchema, ReadonlyMap<string, string>>();

function collect(
  schema: Schema,
  path: string,
  places: Map<string, string>,
): void {
  if (schema.type === 'list') {
    collect(schema.item, `${path}[]`, places);
  } else if (schema.type === 'map') {
    collect(schema.value, `${path}.*`, places);
  } else if (schema.type === 'object') {
    for (const [name, field] of Object.entries(schema.fields)) {
      const place = path === '' ? name : `${path}.${name}`;
      const known = places.get(name);
      if (!known || known.split('.').length > place.split('.').length) {
        places.set(name, place);
      }
      collect(field, place, places);
    }
  }
}

/** Where a kind has a field of this name: the place that is nearest to its root, such as `spec.trafficPolicy.tls`. */
export function placeOfField(
  root: ObjectSchema,
  name: string,
): string | undefined {
  const known = KNOWN.get(root);
  if (known) {
    return known.get(name);
  }
  const places = new Map<string, string>();
  collect(root, '', places);
  KNOWN.set(root, places);
  return places.get(name);
}
