import { GiteaProblem } from './GiteaProblem';
import type { RepositoryCall } from './GiteaRouter';

/** Reviewers and teams that a body names, teams as `org/team`. @throws GiteaProblem when one is not there */
export function reviewerNames(
  { forge, repository, body }: RepositoryCall,
  author: string,
): string[] {
  const people = body.texts('reviewers');
  const { owner } = repository.facts;
  const organization = forge.organizations.find(({ name }) => name === owner);
  const teams = body.texts('team_reviewers');
  for (const login of people) {
    if (!forge.users.find(login)) {
      throw new GiteaProblem(404, `User '${login}' not exist`);
    }
    if (login === author) {
      throw new GiteaProblem(422, "poster of pr can't be reviewer");
    }
  }
  const unknown = teams.find(team => !organization?.teams.includes(team));
  if (unknown !== undefined) {
    throw new GiteaProblem(404, `Team '${unknown}' not exist`);
  }
  return [...people, ...teams.map(team => `${owner}/${team}`)];
}
