import type { Router } from 'express';
import type { Forge } from '../../model';
import { GithubAnswer } from '../GithubAnswer';
import { Address } from '../json/Address';
import { repositoryJson } from '../json/repository';
import { neededText } from './bodies';
import { writerOf, type FindScope } from './scope';

/** Makes repositories of an organisation and protects their branches. */
export function repositoryRoutes(
  router: Router,
  scope: FindScope,
  forge: Forge,
): void {
  router.post('/orgs/:org/repos', async (request, response) => {
    const { fullName, email, login } = writerOf(forge, request);
    const { org } = request.params;
    if (!forge.organizations.some(({ name }) => name === org)) {
      throw new GithubAnswer(404, 'Not Found');
    }
    const repository = await forge.createRepository(
      org,
      neededText(request, 'name'),
    );
    const { facts } = repository;
    if (request.body.auto_init === true) {
      await repository.commitFiles({
        branch: facts.defaultBranch,
        files: [{ path: 'README.md', content: `# ${facts.name}\n` }],
        message: 'Initial commit',
        author: { name: fullName, email },
        by: login,
      });
    }
    const address = new Address(forge.url, facts.owner, facts.name);
    response.status(201).json(repositoryJson(address, facts));
  });

  router.put(
    '/repos/:owner/:repo/branches/:branch/protection',
    (request, response) => {
      const { repository, address, writer } = scope(request);
      const { branch } = request.params;
      writer();
      forge.faults.add({
        kind: 'protected-branch',
        repository: repository.fullName,
        branch,
      });
      response.json({
        url: `${address.rest}/branches/${encodeURIComponent(
          branch,
        )}/protection`,
      });
    },
  );
}
