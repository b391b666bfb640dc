import type { HostedRepository, PullRequest } from '../../model';
import type { Address } from '../json/Address';
import { pullJson, pullSimpleJson, type PullFacts } from '../json/pull';
import { repositoryJson } from '../json/repository';

function factsOf(
  repository: HostedRepository,
  address: Address,
  pull: PullRequest,
): PullFacts {
  return {
    pull,
    labels: pull.labels.flatMap(id => repository.labels.get(id) ?? []),
    baseSha: repository.head(pull.base) ?? pull.mergeBase ?? pull.headSha,
    repository: repositoryJson(address, repository.facts),
  };
}

/** As lists have it. */
export function simplePull(
  repository: HostedRepository,
  address: Address,
  pull: PullRequest,
) {
  return pullSimpleJson(address, factsOf(repository, address, pull));
}

/** Answers about one pull request. Whether it can be merged is not known yet when it is asked for the first time. */
export class FullPulls {
  readonly #asked = new Set<string>();

  async json(
    repository: HostedRepository,
    address: Address,
    pull: PullRequest,
  ) {
    const mergeBase = await repository.pulls.mergeBase(pull);
    return pullJson(address, factsOf(repository, address, pull), {
      mergeable: await this.#mergeable(repository, pull),
      commits: (await repository.log(`${mergeBase}..${pull.headSha}`)).length,
      files: await repository.changes(mergeBase, pull.headSha),
    });
  }

  async #mergeable(
    repository: HostedRepository,
    pull: PullRequest,
  ): Promise<boolean | null> {
    const key = [
      repository.fullName,
      pull.number,
      pull.headSha,
      repository.head(pull.base),
    ].join(' ');
    if (pull.state !== 'open' || !this.#asked.has(key)) {
      this.#asked.add(key);
      return null;
    }
    return repository.pulls.isMergeable(pull);
  }
}
