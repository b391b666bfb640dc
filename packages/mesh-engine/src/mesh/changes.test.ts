import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { impact } from '../impact/impact';
import { asRecord } from '../resources/fields';
import { readManifests } from '../resources/readManifests';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { Mesh } from './Mesh';

const EXAMPLES = join(__dirname, '../../../../examples');

function objectsIn(...folders: string[]): KubeObject[] {
  const files = folders.flatMap(folder =>
    readdirSync(join(EXAMPLES, folder), { recursive: true, encoding: 'utf8' })
      .filter(path => /\.ya?ml$/.test(path))
      .map(path => ({
        path,
        text: readFileSync(join(EXAMPLES, folder, path), 'utf8'),
      })),
  );
  return [...Mesh.from(readManifests(files).resources).all];
}

const MESHES = [
  objectsIn('ecotrack', 'platform'),
  objectsIn('acgs2', 'tai', 'maily'),
];

/** Values of the real objects by the name of their field, so that what is put elsewhere has a meaning there. */
const values = new Map<string, unknown[]>();

function collect(value: unknown): void {
  for (const [name, inner] of Object.entries(asRecord(value))) {
    values.set(name, [...(values.get(name) ?? []), inner]);
    collect(inner);
  }
  if (Array.isArray(value)) {
    value.forEach(collect);
  }
}

MESHES.flat().forEach(collect);

/** A copy in which one field, at a place that the tape says, is gone or has the value that it has elsewhere. */
function altered(value: unknown, tape: number[]): unknown {
  const [step = 0, ...rest] = tape;
  if (Array.isArray(value) && value.length > 0) {
    const index = step % value.length;
    return value.with(index, altered(value[index], rest));
  }
  const fields = Object.entries(asRecord(value));
  if (fields.length === 0) {
    return value;
  }
  const [name, inner] = fields[step % fields.length];
  const isDeep = typeof inner === 'object' && inner !== null && rest.length > 1;
  const known = values.get(name) ?? [];
  const other = known[(rest[0] ?? 0) % (known.length + 1)];
  return {
    ...asRecord(value),
    [name]: isDeep ? altered(inner, rest) : other,
  };
}

interface Step {
  kind: number;
  object: number;
  does: 'alter' | 'remove' | 'copy' | 'restore';
  tape: number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(1000),
  object: fc.nat(1000),
  does: fc.constantFrom('alter', 'alter', 'alter', 'remove', 'copy', 'restore'),
  tape: fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }),
});

function changed(
  mesh: Mesh,
  objects: readonly KubeObject[],
  { kind, object, does, tape }: Step,
): Mesh {
  const kinds = [...new Set(objects.map(each => each.kind))];
  const ofKind = objects.filter(
    each => each.kind === kinds[kind % kinds.length],
  );
  const one = ofKind[object % ofKind.length];
  const { metadata, spec } = one;
  switch (does) {
    case 'remove':
      return mesh.with({ removed: [refOf(one)] });
    case 'restore':
      return mesh.with({ upserted: [one] });
    case 'copy': {
      const name = `${metadata.name}-copy`;
      return mesh.with({
        upserted: [{ ...one, metadata: { ...metadata, name } }],
      });
    }
    default:
      return mesh.with({
        upserted: [
          tape[0] % 4 === 0
            ? {
                ...one,
                metadata: Object.assign({ name: '' }, altered(metadata, tape)),
              }
            : { ...one, spec: altered(spec, tape.slice(1)) },
        ],
      });
  }
}

/** The same objects, of which nothing is known yet. */
const anew = (mesh: Mesh) => Mesh.from(mesh.all, {}, mesh.findings);

describe('a changed mesh', () => {
  it.each(MESHES.map((objects, index) => [index, objects] as const))(
    'finds and tells what one of the same objects does: %#',
    (_, objects) => {
      const start = Mesh.from(objects);
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), steps => {
          let mesh = start;
          for (const each of steps) {
            const before = mesh;
            before.check();
            mesh = changed(before, objects, each);
            expect(mesh.check()).toEqual(anew(mesh).check());
            expect(impact(before, mesh)).toEqual(
              impact(anew(before), anew(mesh)),
            );
          }
        }),
        { numRuns: 30 },
      );
    },
    120_000,
  );
});
