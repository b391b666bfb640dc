import type { Request } from 'express';
import type { Forge, HostedRepository, User } from '../../model';
import { GithubAnswer } from '../GithubAnswer';
import { Address } from '../json/Address';

/** The repository that a request is about, and who asks. */
export interface Scope {
  repository: HostedRepository;
  address: Address;
  /** @throws GithubAnswer 401 when nobody signed in */
  writer(): User;
}

export type FindScope = (request: Request) => Scope;

/** The user that a request signed in as. @throws GithubAnswer 401 */
export function writerOf(forge: Forge, request: Request): User {
  const user = forge.users.authenticate(request.headers.authorization);
  if (!user || user === 'refused') {
    throw new GithubAnswer(401, 'Requires authentication');
  }
  return user;
}

/** Finds what the path of a request names. */
export function scopeOf(forge: Forge): FindScope {
  return request => {
    const { owner, repo } = request.params;
    const repository = forge.find(`${owner}/${repo}`);
    if (!repository) {
      throw new GithubAnswer(404, 'Not Found');
    }
    const { facts } = repository;
    return {
      repository,
      address: new Address(forge.url, facts.owner, facts.name),
      writer: () => writerOf(forge, request),
    };
  };
}

/** Whole number of a path. @throws GithubAnswer 404 */
export function numberIn(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new GithubAnswer(404, 'Not Found');
  }
  return Number(text);
}

/** The page of a list that the query asks for. */
export function pageOf<T>(request: Request, items: readonly T[]): T[] {
  const size = Math.min(Number(request.query.per_page) || 30, 100);
  const start = ((Number(request.query.page) || 1) - 1) * size;
  return items.slice(start, start + size);
}
