import { ForgeError } from './ForgeError';
import type { Webhook } from './types';

const isHttp = (url: string) =>
  URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);

/** Who is told of what happens in a repository. */
export class Webhooks {
  constructor(
    private readonly hooks: Webhook[],
    private readonly changed: () => void,
  ) {}

  list(): readonly Webhook[] {
    return this.hooks;
  }

  /** @throws ForgeError `invalid` */
  create(hook: Omit<Webhook, 'id'>): Webhook {
    if (!isHttp(hook.url)) {
      throw new ForgeError(
        'invalid',
        'The url of a webhook must be http or https.',
      );
    }
    const id = Math.max(0, ...this.hooks.map(other => other.id)) + 1;
    const created = { id, ...hook };
    this.hooks.push(created);
    this.changed();
    return created;
  }

  /** Whether there was one. */
  remove(id: number): boolean {
    const index = this.hooks.findIndex(hook => hook.id === id);
    if (index >= 0) {
      this.hooks.splice(index, 1);
      this.changed();
    }
    return index >= 0;
  }
}
