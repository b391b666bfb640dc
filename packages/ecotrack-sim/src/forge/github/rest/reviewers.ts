import type { Router } from 'express';
import type { Forge } from '../../model';
import { GithubAnswer } from '../GithubAnswer';
import { textsIn } from './bodies';
import { simplePull } from './pullFacts';
import { numberIn, type FindScope } from './scope';

/** Asks people and teams of the owner to review: all or none. */
export function reviewerRoutes(
  router: Router,
  scope: FindScope,
  forge: Forge,
): void {
  router.post(
    '/repos/:owner/:repo/pulls/:number/requested_reviewers',
    async (request, response) => {
      const { repository, address, writer } = scope(request);
      const pull = repository.pulls.get(numberIn(request.params.number));
      const people = textsIn(request, 'reviewers');
      const teams = textsIn(request, 'team_reviewers');
      if (people.includes(pull.by)) {
        throw new GithubAnswer(
          422,
          'Review cannot be requested from pull request author.',
        );
      }
      const organisation = forge.organizations.find(
        ({ name }) => name === address.owner,
      );
      const isKnown =
        people.every(login => forge.users.find(login)) &&
        teams.every(slug => organisation?.teams.includes(slug));
      if (!isKnown) {
        throw new GithubAnswer(
          422,
          `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${address.fullName} repository.`,
        );
      }
      const edited = await repository.pulls.edit(
        pull.number,
        {
          requestedReviewers: [
            ...new Set([
              ...pull.requestedReviewers,
              ...people,
              ...teams.map(slug => `${address.owner}/${slug}`),
            ]),
          ],
        },
        writer().login,
      );
      response.status(201).json(simplePull(repository, address, edited));
    },
  );
}
