import type { PersonAtHost } from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';
import { z } from 'zod';

const namedSchema = z.array(z.object({ name: z.string() }));
const textsSchema = z.array(z.object({ body: z.string() }));
const numbersSchema = z.array(
  z.object({ number: z.number(), head: z.object({ ref: z.string() }) }),
);

const EVENTS = {
  approved: 'APPROVE',
  'changes-requested': 'REQUEST_CHANGES',
} as const;

/** What a person does at GitHub, over REST. */
export class GithubPerson implements PersonAtHost {
  /** @param repository - address of the repository in the API */
  constructor(
    readonly name: string,
    private readonly token: string,
    private readonly repository: string,
  ) {}

  async merge(number: number, style: 'merge' | 'squash' | 'rebase') {
    await this.#send('PUT', `/pulls/${number}/merge`, { merge_method: style });
  }

  async review(
    number: number,
    state: 'approved' | 'changes-requested',
    body: string,
  ) {
    await this.#send('POST', `/pulls/${number}/reviews`, {
      body,
      event: EVENTS[state],
    });
  }

  async comment(number: number, body: string) {
    await this.#send('POST', `/issues/${number}/comments`, { body });
  }

  async comments(number: number) {
    const all = textsSchema.parse(
      await this.#send('GET', `/issues/${number}/comments?per_page=100`),
    );
    return all.map(({ body }) => body);
  }

  async labels() {
    const all = namedSchema.parse(
      await this.#send('GET', '/labels?per_page=100'),
    );
    return all.map(({ name }) => name);
  }

  async pullRequests(head: string) {
    const all = numbersSchema.parse(
      await this.#send('GET', '/pulls?state=all&per_page=100'),
    );
    return all.filter(({ head: { ref } }) => ref === head).map(p => p.number);
  }

  async protect(branch: string) {
    await this.#send('PUT', `/branches/${branch}/protection`, {
      enforce_admins: true,
      required_pull_request_reviews: { required_approving_review_count: 1 },
      required_status_checks: null,
      restrictions: null,
    });
  }

  async rename() {
    const name = `${this.repository.split('/').at(-1)}-renamed`;
    await this.#send('PATCH', '', { name });
  }

  async remove() {
    await this.#send('DELETE', '');
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.repository}${path}`, {
      method,
      headers: {
        Accept: 'application/vnd.github+json',
        Authorization: `Bearer ${this.token}`,
        'Content-Type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }
}
