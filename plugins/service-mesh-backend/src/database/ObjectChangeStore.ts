import type { ObjectRef } from '@ecotrack/mesh-engine';
import type { Knex } from 'knex';
import type { NoticedChange } from '../sources/kubernetes/noticeChange';

/** A change and when the portal saw it. */
export type SeenChange = NoticedChange & { at: Date };

interface Row {
  cluster: string;
  object: string;
  action: NoticedChange['action'];
  generation: number | string;
  ref: string;
  says: string;
  at: number | string;
}

const TABLE = 'object_changes';
const KEPT = 7 * 24 * 3_600_000;

const keyOf = ({ apiVersion, kind, namespace = '', name }: ObjectRef) =>
  `${apiVersion.split('/')[0]}/${kind}/${namespace}/${name}`;

/** Remembers what changed in clusters; of several replicas that see a change the first writes it down. */
export class ObjectChangeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async record(
    cluster: string,
    changes: readonly NoticedChange[],
    now: Date,
  ): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    await this.#knex<Row>(TABLE)
      .insert(
        changes.map(({ object, action, generation, says }) => ({
          cluster,
          object: keyOf(object),
          action,
          generation,
          ref: JSON.stringify(object),
          says,
          at: now.getTime(),
        })),
      )
      .onConflict(['cluster', 'object', 'action', 'generation'])
      .ignore();
    await this.#knex<Row>(TABLE)
      .where('at', '<', now.getTime() - KEPT)
      .delete();
  }

  /** Changes of a cluster from a time on, newest first. */
  async since(cluster: string, from: Date): Promise<SeenChange[]> {
    const rows = await this.#knex<Row>(TABLE)
      .where({ cluster })
      .where('at', '>=', from.getTime())
      .orderBy('at', 'desc');
    return rows.map(({ ref, action, generation, says, at }) => ({
      object: JSON.parse(ref) as ObjectRef,
      action,
      generation: Number(generation),
      says,
      at: new Date(Number(at)),
    }));
  }
}
