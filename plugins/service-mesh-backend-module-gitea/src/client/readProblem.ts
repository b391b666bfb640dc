import type { RepositoryProblem } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { RepositoryAddress } from '../readRepositoryUrl';
import { GiteaError } from './GiteaError';
import { sentence } from './sentence';

/** For an answer that does not say how long to wait. */
const DEFAULT_WAIT = 60_000;
const PROTECTED =
  /protected|not allowed to (push|merge|commit)|cannot (push|commit) to/i;
const ARCHIVED = 423;

const answerSchema = z.object({
  message: z.string().catch(''),
  errors: z.array(z.string()).nullish().catch([]),
});

const PROBLEMS: Readonly<Record<number, RepositoryProblem>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-mergeable',
  408: 'unreachable',
  409: 'branch-moved',
  410: 'not-found',
  429: 'rate-limited',
};

function reasonOf(status: number, body: unknown): string {
  const read = answerSchema.safeParse(body);
  const { message, errors } = read.success
    ? read.data
    : { message: '', errors: [] };
  const texts = [message, ...(errors ?? [])].filter(text => text !== '');
  const unknown =
    status === ARCHIVED ? 'the repository is archived' : `status ${status}`;
  return texts.join(': ') || unknown;
}

function problemOf(status: number, reason: string): RepositoryProblem {
  if (status >= 500) {
    return 'unreachable';
  }
  if (status >= 300 && status < 400) {
    return 'repository-moved';
  }
  if ([403, 422].includes(status) && PROTECTED.test(reason)) {
    return 'protected';
  }
  return PROBLEMS[status] ?? 'refused';
}

/** Milliseconds of `Retry-After`, which has seconds or a date. */
function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null || text.trim() === '') {
    return undefined;
  }
  const wait = Number.isNaN(Number(text))
    ? Date.parse(text) - Date.now()
    : Number(text) * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** The page that a repository has after it was renamed, of the address that its API redirects to. */
function movedTo(headers: Headers, { url, owner, name }: RepositoryAddress) {
  const [, newOwner, newName] =
    /\/repos\/([\w.-]+)\/([\w.-]+)/.exec(headers.get('location') ?? '') ?? [];
  return newOwner && newName
    ? `${url.slice(0, -`${owner}/${name}`.length)}${newOwner}/${newName}`
    : 'Gitea does not say which';
}

/** Reads an answer that is not a success. */
export function readProblem(
  address: RepositoryAddress,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
): GiteaError {
  const said = reasonOf(status, body);
  const problem = problemOf(status, said);
  const reason =
    problem === 'repository-moved' ? movedTo(headers, address) : said;
  const retryAfter =
    readRetryAfter(headers) ??
    (problem === 'rate-limited' ? DEFAULT_WAIT : undefined);
  return new GiteaError(
    problem,
    sentence(problem, address, reason, retryAfter),
    status,
    reason,
    retryAfter,
  );
}
