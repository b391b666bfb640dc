import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { ChangeEvent, ChangeRecord } from '../types';

interface Row {
  id: string;
  intent: string;
  is_open: boolean | number;
  is_active: boolean | number;
  environment: string;
  service: string | null;
  record: string;
  version: number;
  next_at: number | string;
  claimed_by: string | null;
  claimed_until: number | string | null;
  created_at: number | string;
  updated_at: number | string;
}

interface EventRow {
  change: string;
  at: number | string;
  kind: string;
  says: string;
  by: string | null;
}

const CHANGES = 'changes';
const EVENTS = 'change_events';
const CLAIM = 120_000;

function rowOf(
  record: ChangeRecord,
): Omit<Row, 'claimed_by' | 'claimed_until'> {
  const { service } = record;
  return {
    id: record.id,
    intent: record.intent,
    is_open: record.isOpen,
    is_active: record.isActive,
    environment: record.environment,
    service: service ? `${service.namespace}/${service.name}` : null,
    record: JSON.stringify(record),
    version: record.version,
    next_at: record.nextAt,
    created_at: Date.parse(record.createdAt),
    updated_at: Date.parse(record.updatedAt),
  };
}

const recordOf = ({ record, version, next_at }: Row): ChangeRecord => ({
  ...(JSON.parse(record) as ChangeRecord),
  version,
  nextAt: Number(next_at),
});

/** What a list of changes is narrowed by. */
export interface ChangeFilter {
  environments: readonly string[];
  service?: string;
  open?: boolean;
  limit: number;
}

/** Changes in the plugin's database. One change of an intent is open at a time, whoever asks and however many replicas run. */
export class ChangeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @returns false when the same intent is open already */
  async add(record: ChangeRecord): Promise<boolean> {
    await this.#knex<Row>(CHANGES)
      .insert(rowOf(record))
      .onConflict(this.#knex.raw('(intent) WHERE is_open'))
      .ignore();
    return Boolean(await this.get(record.id));
  }

  async get(id: string): Promise<ChangeRecord | undefined> {
    const row = await this.#knex<Row>(CHANGES).where({ id }).first();
    return row && recordOf(row);
  }

  async open(intent: string): Promise<ChangeRecord | undefined> {
    const row = await this.#knex<Row>(CHANGES)
      .where({ intent, is_open: true })
      .first();
    return row && recordOf(row);
  }

  /** How often an intent was proposed before. */
  async attempts(intent: string): Promise<number> {
    const [{ count }] = await this.#knex<Row>(CHANGES)
      .where({ intent })
      .count({ count: '*' });
    return Number(count);
  }

  /** Newest first. */
  async list(filter: ChangeFilter): Promise<ChangeRecord[]> {
    const query = this.#knex<Row>(CHANGES)
      .whereIn('environment', [...filter.environments])
      .orderBy('created_at', 'desc')
      .limit(filter.limit);
    if (filter.service !== undefined) {
      query.where({ service: filter.service });
    }
    if (filter.open) {
      query.where({ is_active: true });
    }
    return (await query).map(recordOf);
  }

  /** Open changes of an environment, to see which touch the same objects. */
  async openIn(environment: string): Promise<ChangeRecord[]> {
    const rows = await this.#knex<Row>(CHANGES).where({
      environment,
      is_open: true,
    });
    return rows.map(recordOf);
  }

  /** Open changes of a repository, for what its host tells. */
  async openOf(repository: string): Promise<ChangeRecord[]> {
    const rows = await this.#knex<Row>(CHANGES).where({ is_active: true });
    return rows
      .map(recordOf)
      .filter(record => record.repository === repository);
  }

  /**
   * Writes a change, with what happened to it, unless somebody else wrote it since it was read.
   * @throws ConflictError then
   */
  async save(
    record: ChangeRecord,
    now: Date,
    events: readonly Omit<ChangeEvent, 'at'>[] = [],
  ): Promise<ChangeRecord> {
    const saved: ChangeRecord = {
      ...record,
      version: record.version + 1,
      updatedAt: now.toISOString(),
    };
    await this.#knex.transaction(async transaction => {
      const written = await transaction<Row>(CHANGES)
        .where({ id: record.id, version: record.version })
        .update(rowOf(saved));
      if (written === 0) {
        throw new ConflictError(
          `The change ${record.id} was changed by somebody else; look at it again`,
        );
      }
      await ChangeStore.#tell(transaction, record.id, now, events);
    });
    return saved;
  }

  /** Notes what happened to a change. */
  async tell(
    id: string,
    now: Date,
    events: readonly Omit<ChangeEvent, 'at'>[],
  ): Promise<void> {
    await ChangeStore.#tell(this.#knex, id, now, events);
  }

  static async #tell(
    knex: Knex,
    change: string,
    now: Date,
    events: readonly Omit<ChangeEvent, 'at'>[],
  ): Promise<void> {
    if (events.length > 0) {
      await knex<EventRow>(EVENTS).insert(
        events.map(({ kind, says, by }) => ({
          change,
          at: now.getTime(),
          kind,
          says,
          by: by ?? null,
        })),
      );
    }
  }

  /** Newest first. */
  async events(change: string): Promise<ChangeEvent[]> {
    const rows = await this.#knex<EventRow>(EVENTS)
      .where({ change })
      .orderBy('id', 'desc')
      .limit(200);
    return rows.map(({ at, kind, says, by }) => ({
      at: new Date(Number(at)),
      kind,
      says,
      by: by ?? undefined,
    }));
  }

  /** Makes a change due at once. */
  async wake(id: string): Promise<void> {
    await this.#knex<Row>(CHANGES).where({ id }).update({ next_at: 0 });
  }

  /** Takes one change that is due, so that no other replica works on it. */
  async claim(
    worker: string,
    now: Date,
    only?: string,
  ): Promise<ChangeRecord | undefined> {
    const time = now.getTime();
    const isFree = (query: Knex.QueryBuilder) =>
      query.whereNull('claimed_until').orWhere('claimed_until', '<', time);
    const due = this.#knex<Row>(CHANGES)
      .where({ is_active: true })
      .where('next_at', '<=', time)
      .where(isFree)
      .orderBy('next_at')
      .limit(10);
    const rows = await (only === undefined ? due : due.where({ id: only }));
    for (const { id } of rows) {
      const claimed = await this.#knex<Row>(CHANGES)
        .where({ id })
        .where(isFree)
        .update({ claimed_by: worker, claimed_until: time + CLAIM });
      if (claimed > 0) {
        return this.get(id);
      }
    }
    return undefined;
  }

  async release(id: string, worker: string): Promise<void> {
    await this.#knex<Row>(CHANGES)
      .where({ id, claimed_by: worker })
      .update({ claimed_by: null, claimed_until: null });
  }
}
