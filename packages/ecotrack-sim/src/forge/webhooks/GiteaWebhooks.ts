import { createHmac, randomUUID } from 'node:crypto';
import type { Forge } from '../model/Forge';
import type { ForgeEvent, Webhook } from '../model/types';
import { giteaPayload, type Delivery } from './giteaPayload';

const TIMEOUT = 5000;

const sign = (algorithm: string, secret: string, body: string) =>
  secret ? createHmac(algorithm, secret).update(body).digest('hex') : '';

/** Tells the webhooks of a forge as Gitea does: in order, once, without trying again. */
export class GiteaWebhooks {
  readonly #stopped = new AbortController();
  readonly #stop: () => void;
  #deliveries: Promise<void> = Promise.resolve();

  constructor(private readonly forge: Forge) {
    this.#stop = forge.onEvent(event => {
      const delivery = this.#hooksOf(event).length
        ? giteaPayload(forge, event).catch(() => undefined)
        : undefined;
      this.#deliveries = this.#deliveries.then(async () =>
        this.#deliver(event, await delivery),
      );
    });
  }

  async close(): Promise<void> {
    this.#stop();
    this.#stopped.abort();
    await this.#deliveries;
  }

  #hooksOf(event: ForgeEvent): readonly Webhook[] {
    const name = event.kind === 'push' ? 'push' : 'pull_request';
    const hooks = this.forge.find(event.repository)?.webhooks.list() ?? [];
    return hooks.filter(
      ({ active, events }) => active && events.includes(name),
    );
  }

  async #deliver(
    event: ForgeEvent,
    delivery: Delivery | undefined,
  ): Promise<void> {
    if (delivery && !this.#stopped.signal.aborted) {
      await Promise.all(
        this.#hooksOf(event).map(hook => this.#send(hook, delivery)),
      );
    }
  }

  async #send(
    { url, secret }: Webhook,
    { event, eventType, payload }: Delivery,
  ): Promise<void> {
    const body = JSON.stringify(payload, null, 2);
    const id = randomUUID();
    const sha256 = sign('sha256', secret, body);
    await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      signal: AbortSignal.any([
        AbortSignal.timeout(TIMEOUT),
        this.#stopped.signal,
      ]),
      headers: {
        'Content-Type': 'application/json',
        'X-Gitea-Delivery': id,
        'X-Gitea-Event': event,
        'X-Gitea-Event-Type': eventType,
        'X-Gitea-Signature': sha256,
        'X-Hub-Signature': `sha1=${sign('sha1', secret, body)}`,
        'X-Hub-Signature-256': `sha256=${sha256}`,
        'X-GitHub-Delivery': id,
        'X-GitHub-Event': event,
        'X-GitHub-Event-Type': eventType,
      },
    }).catch(() => undefined);
  }
}
