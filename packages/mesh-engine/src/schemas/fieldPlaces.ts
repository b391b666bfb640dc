import { fieldPath } from '../resources/fieldPath';
import type { ObjectSchema, Schema } from './schema';

type Places = Map<string, string[]>;

const KNOWN = new WeakMap<ObjectSchema, Places>();

/** More places than these say nothing. */
const MOST = 3;

const depthOf = (place: string) => place.split('.').length;

function collect(schema: Schema, path: string, places: Places): void {
  if (schema.type === 'list') {
    collect(schema.item, `${path}[]`, places);
  } else if (schema.type === 'map') {
    collect(schema.value, `${path}.*`, places);
  } else if (schema.type === 'object') {
    for (const [name, field] of Object.entries(schema.fields)) {
      const place = path === '' ? name : `${path}.${name}`;
      places.set(name, [...(places.get(name) ?? []), place]);
      collect(field, place, places);
    }
  }
}

function placesIn(root: ObjectSchema): Places {
  const known = KNOWN.get(root);
  if (known) {
    return known;
  }
  const places: Places = new Map();
  collect(root, '', places);
  KNOWN.set(root, places);
  return places;
}

/**
 * Where a kind has a field of this name, such as `spec.trafficPolicy.tls`: the places below the parent that it was
 * written in, or else all, of which those nearest to the root.
 */
export function placesOfField(
  root: ObjectSchema,
  path: readonly (string | number)[],
): readonly string[] {
  const parent = fieldPath(path.slice(0, -1)).replace(/\[\d+\]/g, '[]');
  const all = placesIn(root).get(String(path.at(-1))) ?? [];
  const below = all.filter(place => place.startsWith(`${parent}.`));
  const places = below.length > 0 ? below : all;
  const nearest = Math.min(...places.map(depthOf));
  const found = places.filter(place => depthOf(place) === nearest);
  return found.length > MOST ? [] : found;
}
