import {
  ExponentialBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
} from 'cockatiel';
import type { PrometheusConfig } from '../../config/readServiceMeshConfig';

/** One row of an instant vector. */
export interface VectorRow {
  labels: Record<string, string>;
  value: number;
}

/** One row of a range query. */
export interface MatrixRow {
  labels: Record<string, string>;
  points: { at: Date; value: number | null }[];
}

/** An alerting rule as Prometheus tells it. */
export interface RuleRow {
  name?: string;
  query?: string;
  lastError?: string;
}

/** An upstream did not answer, or answered an error with an HTTP status. */
export class UpstreamError extends Error {
  readonly status: number | undefined;

  constructor(message: string, options: { status?: number; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'UpstreamError';
    this.status = options.status;
  }
}

/** A refused query is refused again, and a server that was slow once is not asked to be slow twice. */
const mayPass = (error: Error) =>
  !(error instanceof TaskCancelledError) &&
  !(error instanceof UpstreamError && (error.status ?? 500) < 500);

interface Answer {
  status: 'success' | 'error';
  error?: string;
  data?: unknown;
}

const finite = (text: string) => {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
};

/** Prometheus's HTTP API. Queries go by POST, since they may be longer than a URL. */
export class PrometheusClient {
  readonly #config: PrometheusConfig;
  readonly #policy;

  constructor(config: PrometheusConfig) {
    this.#config = config;
    this.#policy = wrap(
      retry(handleWhen(mayPass), {
        maxAttempts: 1,
        backoff: new ExponentialBackoff({ initialDelay: 100 }),
      }),
      timeout(config.timeout, TimeoutStrategy.Aggressive),
    );
  }

  async #evaluate(
    path: string,
    parameters: Record<string, string>,
  ): Promise<unknown> {
    const data = await this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(parameters),
    });
    return (data as { result?: unknown } | undefined)?.result;
  }

  async #ask(
    path: string,
    { headers, ...request }: RequestInit,
  ): Promise<unknown> {
    try {
      return await this.#policy.execute(async ({ signal }) => {
        const response = await fetch(`${this.#config.url}/api/v1/${path}`, {
          ...request,
          headers: { ...this.#config.headers, ...headers },
          signal,
        });
        const text = await response.text();
        let answer: Answer | undefined;
        try {
          answer = JSON.parse(text) as Answer;
        } catch {
          answer = undefined;
        }
        if (!response.ok || answer?.status !== 'success') {
          throw new UpstreamError(
            `Prometheus answered ${response.status}: ${
              answer?.error ?? text.slice(0, 200).trim()
            }`,
            { status: response.status },
          );
        }
        return answer.data;
      });
    } catch (error) {
      if (error instanceof UpstreamError) {
        throw error;
      }
      const { message, cause } = error as Error;
      const detail = cause instanceof Error ? `: ${cause.message}` : '';
      throw new UpstreamError(
        `Prometheus does not answer: ${message}${detail}`,
        { cause: error },
      );
    }
  }

  /** An instant query; rows without a finite value are left out. */
  async query(query: string, at?: Date): Promise<VectorRow[]> {
    const result = (await this.#evaluate('query', {
      query,
      ...(at && { time: String(at.getTime() / 1000) }),
    })) as { metric: Record<string, string>; value: [number, string] }[];
    return result.flatMap(({ metric, value }) => {
      const number = finite(value[1]);
      return number === null ? [] : [{ labels: metric, value: number }];
    });
  }

  /** A range query; `step` in seconds. */
  async queryRange(
    query: string,
    { start, end, step }: { start: Date; end: Date; step: number },
  ): Promise<MatrixRow[]> {
    const result = (await this.#evaluate('query_range', {
      query,
      start: String(start.getTime() / 1000),
      end: String(end.getTime() / 1000),
      step: String(step),
    })) as { metric: Record<string, string>; values: [number, string][] }[];
    return result.map(({ metric, values }) => ({
      labels: metric,
      points: values.map(([time, text]) => ({
        at: new Date(time * 1000),
        value: finite(text),
      })),
    }));
  }

  /** Rules that may fire alerts. */
  async alertingRules(): Promise<RuleRow[]> {
    const data = (await this.#ask('rules?type=alert', {})) as {
      groups?: { rules?: (RuleRow & { type?: string })[] }[];
    };
    return (data.groups ?? [])
      .flatMap(({ rules }) => rules ?? [])
      .filter(({ type }) => type === undefined || type === 'alerting');
  }
}
