import type { PersonAtHost } from '@ecotrack/backstage-plugin-service-mesh-node/testUtils';

interface Labelled {
  number: number;
  head: { label: string };
}

export interface GiteaPersonOptions {
  /** Where Gitea is. */
  url: string;
  owner: string;
  repository: string;
  name: string;
  token: string;
}

/** A person at Gitea, by its API. */
export class GiteaPerson implements PersonAtHost {
  readonly name: string;
  readonly #url: string;
  readonly #token: string;
  readonly #repository: string;

  constructor({ url, owner, repository, name, token }: GiteaPersonOptions) {
    this.name = name;
    this.#url = `${url}/api/v1/repos/${owner}/${repository}`;
    this.#token = token;
    this.#repository = repository;
  }

  async merge(number: number, style: string): Promise<void> {
    await this.#ask('POST', `/pulls/${number}/merge`, { Do: style });
  }

  async review(
    number: number,
    state: 'approved' | 'changes-requested',
    body: string,
  ): Promise<void> {
    const event = state === 'approved' ? 'APPROVED' : 'REQUEST_CHANGES';
    await this.#ask('POST', `/pulls/${number}/reviews`, { event, body });
  }

  async comment(number: number, body: string): Promise<void> {
    await this.#ask('POST', `/issues/${number}/comments`, { body });
  }

  async comments(number: number): Promise<readonly string[]> {
    const all = await this.#ask<{ body: string }[]>(
      'GET',
      `/issues/${number}/comments`,
    );
    return all.map(({ body }) => body);
  }

  async labels(): Promise<readonly string[]> {
    const all = await this.#ask<{ name: string }[]>('GET', '/labels');
    return all.map(({ name }) => name);
  }

  async pullRequests(head: string): Promise<readonly number[]> {
    const all = await this.#ask<Labelled[]>('GET', '/pulls?state=all');
    return all
      .filter(pull => pull.head.label === head)
      .map(({ number }) => number);
  }

  async protect(branch: string): Promise<void> {
    await this.#ask('POST', '/branch_protections', {
      rule_name: branch,
      enable_push: false,
    });
  }

  async rename(): Promise<void> {
    await this.#ask('PATCH', '', { name: `${this.#repository}-renamed` });
  }

  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        Authorization: `token ${this.#token}`,
        'Content-Type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text || 'null');
  }
}
