import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** Something whose form the store remembers. */
export interface Seen {
  subject: string;
  /** Anything that changes when its form changes. */
  form: unknown;
}

interface Row {
  environment: string;
  subject: string;
  fingerprint: string;
  first_seen_at: number | string;
}

const TABLE = 'first_seen';

const fingerprint = (form: unknown) =>
  createHash('sha256').update(JSON.stringify(form)).digest('hex');

/** Remembers since when things have the form that they have; the first replica that sees a form decides. */
export class FirstSeenStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Since when each subject has its form; what is new or changed has it since `now`. */
  async note(
    environment: string,
    seen: readonly Seen[],
    now: Date,
  ): Promise<Map<string, Date>> {
    if (seen.length === 0) {
      return new Map();
    }
    const rows = seen.map(({ subject, form }) => ({
      environment,
      subject,
      fingerprint: fingerprint(form),
      first_seen_at: now.getTime(),
    }));
    const known = new Map(
      (
        await this.#knex<Row>(TABLE)
          .where({ environment })
          .whereIn(
            'subject',
            rows.map(({ subject }) => subject),
          )
      ).map(row => [row.subject, row]),
    );
    const changed = rows.filter(
      row => known.get(row.subject)?.fingerprint !== row.fingerprint,
    );
    if (changed.length > 0) {
      await this.#knex(TABLE)
        .insert(changed)
        .onConflict(['environment', 'subject'])
        .merge(['fingerprint', 'first_seen_at'])
        .whereRaw('first_seen.fingerprint <> excluded.fingerprint');
    }
    const current = new Set(changed.map(({ subject }) => subject));
    return new Map(
      rows.map(({ subject, first_seen_at }) => [
        subject,
        new Date(
          current.has(subject)
            ? first_seen_at
            : Number(known.get(subject)?.first_seen_at),
        ),
      ]),
    );
  }
}
