import type { JsonObject } from '@backstage/types';
import type { MeshService } from '@ecotrack/mesh-engine';
import { fieldsOf } from '../../questions/objects/fields';
import type { Facts } from '../types';

/** Something that the service is said to call. */
export interface Declared {
  name: string;
  /**
   * What it is: several services for the primary and the replicas of one database, any of which will do, and none where
   * nothing of the environment is it.
   */
  targets: readonly MeshService[];
  /** Dialled; undefined when any port of the target will do. */
  port?: number;
  says: string;
}

const textOf = (value: unknown) =>
  typeof value === 'string' ? value : undefined;
const numberOf = (value: unknown) =>
  typeof value === 'number' ? value : undefined;
const listOf = (value: unknown) =>
  Array.isArray(value) ? value.map(fieldsOf) : [];

/** HTTP that the egress gateway makes HTTPS of. */
const TO_EGRESS = 80;

function fromChange(facts: Facts): Declared[] {
  const { change, input, subject } = facts;
  const { mesh } = input;
  const { dependencies, dataStores, externalApis }: JsonObject =
    change?.parameters ?? {};
  const says = `The change "${change?.title}" names it.`;
  const place = (entry: Record<string, unknown>, fallback?: string) => {
    const namespace = textOf(entry.namespace) ?? subject.namespace;
    const name = textOf(entry.service) ?? fallback;
    const host = textOf(entry.host);
    const target = host
      ? mesh.serviceByHost(host, subject.namespace)
      : mesh.service(namespace, name ?? '');
    return {
      name: host ?? name ?? 'unnamed',
      targets: target ? [target] : [],
      port: entry.throughEgress === true ? TO_EGRESS : numberOf(entry.port),
      says,
    };
  };
  return [
    ...listOf(dependencies).map(entry => place(entry)),
    ...listOf(dataStores).map(entry => place(entry, textOf(entry.kind))),
    ...listOf(externalApis).map(entry => place(entry)),
  ];
}

/** What the catalog says that the entity of the service needs, as far as services of the environment are it. */
function fromCatalog({ input, subject, readings }: Facts): Declared[] {
  const { entities, mesh } = input;
  const { declarations } = readings;
  const ref = entities.get(`${subject.namespace}/${subject.name}`)?.ref ?? '';
  const entity = declarations.entity(ref);
  const placesOf = (wanted: string) =>
    [...entities].filter(([, found]) => found.ref === wanted);
  const declared = entity
    ? declarations.of(entity, wanted => placesOf(wanted).length > 0)
    : new Map<string, string[]>();
  return [...declared].flatMap(([wanted, fields]) => {
    const targets = placesOf(wanted).flatMap(([key]) => {
      const [namespace, ...name] = key.split('/');
      return mesh.service(namespace, name.join('/')) ?? [];
    });
    return targets.length > 0
      ? [
          {
            name: targets.map(({ name }) => name).join(' or '),
            targets,
            says: `${ref} names ${wanted} under ${fields.join(', ')}.`,
          },
        ]
      : [];
  });
}

/** What the service is said to call, by the change that onboards it and by the catalog; each once. */
export function declaredOf(facts: Facts): Declared[] {
  const known = fromChange(facts);
  const hosts = new Set(
    known.flatMap(({ targets }) => targets.map(({ host }) => host)),
  );
  return [
    ...known,
    ...fromCatalog(facts).filter(
      ({ targets }) => !targets.some(({ host }) => hosts.has(host)),
    ),
  ];
}
