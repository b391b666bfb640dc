import type { Portal } from './startPortal';
import { eventually } from './eventually';

/** How a run of a template ended. */
export interface Run {
  status: string;
  output: Record<string, unknown>;
  log: string;
}

/** Runs software templates over the API of the scaffolder, as its pages do. */
export class TemplateRuns {
  readonly #portal: Portal;

  constructor(portal: Portal) {
    this.#portal = portal;
  }

  async start(name: string, values: object = {}): Promise<string> {
    const { status, body } = await this.#portal.post('scaffolder/v2/tasks', {
      templateRef: `template:default/${name}`,
      values,
    });
    if (status !== 201) {
      throw new Error(`${status}: ${JSON.stringify(body)}`);
    }
    return body.id;
  }

  async ended(id: string, meanwhile?: () => Promise<void>): Promise<Run> {
    const status = await eventually(
      async () => {
        await meanwhile?.();
        const { body } = await this.#portal.get(`scaffolder/v2/tasks/${id}`);
        return String(body.status);
      },
      state => !['open', 'processing'].includes(state),
    );
    const { body } = await this.#portal.get(`scaffolder/v2/tasks/${id}/events`);
    const events: { type: string; body: Record<string, unknown> }[] = body;
    const last = events.find(({ type }) => type === 'completion')?.body;
    return {
      status,
      output: (last?.output ?? {}) as Record<string, unknown>,
      log: events.map(({ body: { message } }) => message).join('\n'),
    };
  }

  async run(name: string, values: object = {}): Promise<Run> {
    return this.ended(await this.start(name, values));
  }

  /** @throws with the log when the run did not end well */
  async completed(id: string, meanwhile?: () => Promise<void>): Promise<Run> {
    const run = await this.ended(id, meanwhile);
    if (run.status !== 'completed') {
      throw new Error(`The run ${run.status}:\n${run.log}`);
    }
    return run;
  }
}
