import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { RepositoryAddress } from '../readRepositoryUrl';
import { GiteaError } from './GiteaError';
import { inTurn } from './inTurn';
import { readProblem } from './readProblem';
import { sentence } from './sentence';

const TIMEOUT = 30_000;
const PAGE_SIZE = 50;
const MOST_PAGES = 100;
const WAITS = [200, 1000];

export type Query = Readonly<Record<string, string | number | boolean>>;

type WriteMethod = 'POST' | 'PATCH' | 'DELETE';

export interface GiteaClientOptions {
  address: RepositoryAddress;
  /** `https://git.example.com/api/v1`. */
  apiUrl: string;
  /** With the credentials. */
  headers: Readonly<Record<string, string>>;
  /** Milliseconds before what is read is asked for again. */
  waits?: readonly number[];
  /** Milliseconds that an answer may take. */
  timeout?: number;
}

interface Answer {
  body: unknown;
  headers: Headers;
}

/** The API of one repository. Writes go one after another; reads are tried again when the server fails. */
export class GiteaClient {
  readonly address: RepositoryAddress;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #waits: readonly number[];
  readonly #timeout: number;
  readonly #inTurn = inTurn();

  constructor(options: GiteaClientOptions) {
    const {
      address,
      apiUrl,
      headers,
      waits = WAITS,
      timeout = TIMEOUT,
    } = options;
    this.address = address;
    this.#url = `${apiUrl}/repos/${address.owner}/${address.name}`;
    this.#headers = headers;
    this.#waits = waits;
    this.#timeout = timeout;
  }

  async get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T> {
    return this.#read(schema, await this.#fetchAgain(path, query));
  }

  /** Items of a list, page by page, as far as they are asked for. */
  async *pages<T>(
    path: string,
    schema: z.ZodType<T[]>,
    query: Query = {},
  ): AsyncGenerator<T> {
    let seen = 0;
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await this.#fetchAgain(path, {
        ...query,
        limit: PAGE_SIZE,
        page,
      });
      const items = this.#read(schema, answer);
      yield* items;
      seen += items.length;
      const total = Number(answer.headers.get('x-total-count') ?? Infinity);
      if (items.length === 0 || seen >= total) {
        return;
      }
    }
  }

  /** Every item of a list. */
  async list<T>(path: string, schema: z.ZodType<T[]>, query?: Query) {
    const items: T[] = [];
    for await (const item of this.pages(path, schema, query)) {
      items.push(item);
    }
    return items;
  }

  async write<T>(
    method: WriteMethod,
    path: string,
    body: object | undefined,
    schema: z.ZodType<T>,
  ): Promise<T> {
    return this.#inTurn(async () =>
      this.#read(schema, await this.#fetch(method, path, { body })),
    );
  }

  #read<T>(schema: z.ZodType<T>, { body }: Answer): T {
    const read = schema.safeParse(body);
    if (!read.success) {
      const path = read.error.issues[0]?.path.join('.') || 'content';
      throw this.#unreachable(`its answer has no readable ${path}`);
    }
    return read.data;
  }

  #unreachable(reason: string): GiteaError {
    return new GiteaError(
      'unreachable',
      sentence('unreachable', this.address, reason),
      0,
      reason,
    );
  }

  async #fetchAgain(path: string, query?: Query): Promise<Answer> {
    for (const pause of this.#waits) {
      try {
        return await this.#fetch('GET', path, { query });
      } catch (error) {
        const isWorthIt =
          error instanceof GiteaError &&
          error.problem === 'unreachable' &&
          (error.retryAfter ?? 0) <= pause;
        if (!isWorthIt) {
          throw error;
        }
      }
      await wait(pause);
    }
    return this.#fetch('GET', path, { query });
  }

  async #fetch(
    method: WriteMethod | 'GET',
    path: string,
    {
      query = {},
      body,
    }: { query?: Query | undefined; body?: object | undefined },
  ): Promise<Answer> {
    const parameters = Object.entries(query).map(
      ([key, value]) => `${key}=${encodeURIComponent(value)}`,
    );
    const search = parameters.length > 0 ? `?${parameters.join('&')}` : '';
    const signal = AbortSignal.timeout(this.#timeout);
    try {
      const response = await fetch(`${this.#url}${path}${search}`, {
        method,
        headers: {
          ...this.#headers,
          Accept: 'application/json',
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal,
      });
      const answer = readJson(await response.text());
      if (!response.ok) {
        throw readProblem(this.address, response, answer);
      }
      return { body: answer, headers: response.headers };
    } catch (error) {
      if (error instanceof GiteaError) {
        throw error;
      }
      throw this.#unreachable(
        signal.aborted
          ? `no answer after ${this.#timeout / 1000} s`
          : 'the connection failed',
      );
    }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
