import type { GithubCredentialsProvider } from '@backstage/integration';
import { z } from 'zod';
import type { RepositoryAddress } from '../readRepositoryUrl';
import { authorize } from './authorize';
import { GithubError } from './GithubError';
import { readGraphqlProblem, readProblem } from './readProblem';
import { movedTo } from './movedTo';
import { sentence } from './sentences';

const TIMEOUT = 30_000;
const PAGE_SIZE = 100;
const MOST_PAGES = 50;
const API_VERSION = '2022-11-28';

type Query = Readonly<Record<string, string | number>>;

export interface GithubClientOptions {
  address: RepositoryAddress;
  /** `https://api.github.com`, `https://github.example.com/api/v3`. */
  apiBaseUrl: string;
  credentials: GithubCredentialsProvider;
}

interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  url: string;
  body?: unknown;
}

const graphqlSchema = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ type: z.string().optional(), message: z.string() }))
    .optional(),
});

/** REST and GraphQL of one repository. Writes go one after another, as GitHub asks. */
export class GithubClient {
  readonly address: RepositoryAddress;
  readonly #rest: string;
  readonly #graphql: string;
  readonly #credentials: GithubCredentialsProvider;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor({ address, apiBaseUrl, credentials }: GithubClientOptions) {
    this.address = address;
    this.#rest = `${apiBaseUrl}/repos/${address.owner}/${address.name}`;
    this.#graphql = `${apiBaseUrl.replace(/\/v3$/, '')}/graphql`;
    this.#credentials = credentials;
  }

  async get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T> {
    const url = this.#url(path, query);
    return this.#read(schema, (await this.#send({ method: 'GET', url })).body);
  }

  /** Every page of a list. */
  async list<T>(path: string, schema: z.ZodType<T[]>): Promise<T[]> {
    const items: T[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const more = await this.get(path, schema, {
        per_page: PAGE_SIZE,
        page,
      });
      items.push(...more);
      if (more.length < PAGE_SIZE) {
        break;
      }
    }
    return items;
  }

  async write<T>(
    method: 'POST' | 'PATCH' | 'PUT',
    path: string,
    body: object,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const url = this.#url(path);
    return this.#afterLastWrite(async () =>
      this.#read(schema, (await this.#send({ method, url, body })).body),
    );
  }

  async query<T>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const { body, headers } = await this.#send({
      method: 'POST',
      url: this.#graphql,
      body: { query: document, variables },
    });
    const { data, errors = [] } = this.#read(graphqlSchema, body);
    if (errors[0]) {
      throw readGraphqlProblem(this.address, headers, errors[0]);
    }
    return this.#read(schema, data);
  }

  async mutate<T>(
    document: string,
    input: object,
    schema: z.ZodType<T>,
  ): Promise<T> {
    return this.#afterLastWrite(() => this.query(document, { input }, schema));
  }

  #url(path: string, query: Query = {}): string {
    const text = Object.entries(query).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    return `${this.#rest}${path}${text.length > 0 ? `?${text.join('&')}` : ''}`;
  }

  #afterLastWrite<T>(write: () => Promise<T>): Promise<T> {
    const written = this.#lastWrite.then(write);
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  #read<T>(schema: z.ZodType<T>, body: unknown): T {
    const read = schema.safeParse(body);
    if (!read.success) {
      const path = read.error.issues[0]?.path.join('.') ?? '';
      throw this.#unreachable(
        `its answer has no readable ${path || 'content'}`,
      );
    }
    return read.data;
  }

  #unreachable(reason: string): GithubError {
    return new GithubError(
      'unreachable',
      sentence('unreachable', this.address, reason),
      0,
      reason,
    );
  }

  async #send({
    method,
    url,
    body,
  }: Request): Promise<{ body: unknown; headers: Headers }> {
    const headers = {
      ...(await authorize(this.#credentials, this.address)),
      Accept: 'application/vnd.github+json',
      'X-GitHub-Api-Version': API_VERSION,
    };
    const response = await fetch(url, {
      method,
      headers: {
        ...headers,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch((error: unknown) => {
      throw this.#unreachable(
        error instanceof Error && error.name === 'TimeoutError'
          ? `no answer after ${TIMEOUT / 1000} s`
          : 'the connection failed',
      );
    });
    const answer = await readJson(response);
    if (response.status >= 300 && response.status < 400) {
      throw readProblem(this.address, response, {
        message: await movedTo(response, url, headers),
      });
    }
    if (!response.ok) {
      throw readProblem(this.address, response, answer);
    }
    if (answer === undefined) {
      throw this.#unreachable('its answer is not JSON');
    }
    return { body: answer, headers: response.headers };
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}
