import type { RepositoryProblem } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { RepositoryAddress } from '../readRepositoryUrl';
import { GithubError } from './GithubError';
import { sentence } from './sentences';

/** Without a word of when, GitHub asks to wait for at least a minute. */
const SECONDARY_LIMIT_WAIT = 60_000;
const RATE_LIMIT = /rate limit|abuse detection/i;
const PROTECTED =
  /protected branch|branch protection|protected ref|repository rule violation|cannot (create|update|delete) (this|a) protected/i;

const answerSchema = z.object({
  message: z.string().catch(''),
  errors: z
    .array(
      z.union([
        z.string(),
        z.object({
          message: z.string().optional(),
          field: z.string().optional(),
          code: z.string().optional(),
        }),
      ]),
    )
    .or(z.string().transform(text => [text]))
    .catch([]),
});

function reasonOf(status: number, body: unknown): string {
  const read = answerSchema.safeParse(body);
  const { message, errors } = read.success
    ? read.data
    : { message: '', errors: [] };
  const details = errors.map(error =>
    typeof error === 'string'
      ? error
      : error.message ?? [error.field, error.code].filter(Boolean).join(' is '),
  );
  return [message, ...details].filter(Boolean).join(': ') || `status ${status}`;
}

function retryAfterOf(headers: Headers, now: number): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(seconds)) {
    return Math.max(0, seconds * 1000);
  }
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  if (headers.get('x-ratelimit-remaining') === '0' && Number.isFinite(reset)) {
    return Math.max(1000, reset * 1000 - now);
  }
  return SECONDARY_LIMIT_WAIT;
}

function problemOf(
  status: number,
  headers: Headers,
  reason: string,
): RepositoryProblem {
  const isLimit =
    status === 429 ||
    (status === 403 &&
      (headers.has('retry-after') ||
        headers.get('x-ratelimit-remaining') === '0' ||
        RATE_LIMIT.test(reason)));
  if (isLimit) {
    return 'rate-limited';
  }
  if (status >= 400 && status < 500 && PROTECTED.test(reason)) {
    return 'protected';
  }
  if (status >= 500 || status === 408) {
    return 'unreachable';
  }
  if (status >= 300 && status < 400) {
    return 'repository-moved';
  }
  const known: Record<number, RepositoryProblem> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    405: 'not-mergeable',
    409: 'branch-moved',
    410: 'not-found',
  };
  return known[status] ?? 'refused';
}

/** Reads an answer of REST that is not a success. */
export function readProblem(
  address: RepositoryAddress,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
): GithubError {
  const reason = reasonOf(status, body);
  const problem = problemOf(status, headers, reason);
  const retryAfter =
    problem === 'rate-limited' ? retryAfterOf(headers, Date.now()) : undefined;
  return new GithubError(
    problem,
    sentence(problem, address, reason, retryAfter),
    status,
    reason,
    retryAfter,
  );
}

const TYPES: Readonly<Record<string, RepositoryProblem>> = {
  BRANCH_PROTECTION_RULE_VIOLATION: 'protected',
  FORBIDDEN: 'forbidden',
  INSUFFICIENT_SCOPES: 'forbidden',
  NOT_FOUND: 'not-found',
  RATE_LIMIT: 'rate-limited',
  RATE_LIMITED: 'rate-limited',
  SERVICE_UNAVAILABLE: 'unreachable',
  STALE_DATA: 'branch-moved',
};

/** One of the `errors` of GraphQL. */
export interface GraphqlError {
  type?: string | undefined;
  message: string;
}

/** Reads an error of GraphQL, which comes with status 200. */
export function readGraphqlProblem(
  address: RepositoryAddress,
  headers: Headers,
  { type, message }: GraphqlError,
): GithubError {
  const byMessage =
    (PROTECTED.test(message) && 'protected') ||
    (RATE_LIMIT.test(message) && 'rate-limited') ||
    (/something went wrong|timeout/i.test(message) && 'unreachable') ||
    'refused';
  const problem = TYPES[type ?? ''] ?? byMessage;
  const retryAfter =
    problem === 'rate-limited' ? retryAfterOf(headers, Date.now()) : undefined;
  return new GithubError(
    problem,
    sentence(problem, address, message, retryAfter),
    type ?? 'error',
    message,
    retryAfter,
  );
}
