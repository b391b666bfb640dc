import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';
import { inTurn } from '../client/inTurn';

const COLOR = '#1f75cb';
const labelSchema = z.object({ id: z.number(), name: z.string() });

/** Gives the ids of labels, which Gitea wants instead of names. Missing ones are made, never two of one name. */
export function labels(
  client: GiteaClient,
): (names: readonly string[]) => Promise<readonly number[]> {
  const alone = inTurn();

  async function known(): Promise<Map<string, number>> {
    const all = await client.list('/labels', z.array(labelSchema));
    const byAge = all.sort((a, b) => b.id - a.id);
    return new Map(byAge.map(({ id, name }) => [name, id]));
  }

  async function create(name: string): Promise<number> {
    try {
      const made = await client.write(
        'POST',
        '/labels',
        { name, color: COLOR },
        labelSchema,
      );
      return made.id;
    } catch (error) {
      // Another may have made it meanwhile, or the answer was lost.
      const id = (await known()).get(name);
      if (id === undefined) {
        throw error;
      }
      return id;
    }
  }

  return names =>
    alone(async () => {
      const existing = await known();
      const ids: number[] = [];
      for (const name of new Set(names)) {
        ids.push(existing.get(name) ?? (await create(name)));
      }
      return ids;
    });
}
