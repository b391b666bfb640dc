import {
  Router,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { Forge } from '../model/Forge';
import { ForgeError } from '../model/ForgeError';
import type { HostedRepository } from '../model/HostedRepository';
import { html } from './html';
import { layout } from './layout';
import { pullRequestPage } from './pullRequestPage';
import {
  commitPage,
  filePage,
  folderPage,
  repositoriesPage,
  repositoryPage,
} from './repositoryPages';

/** Who presses the buttons of the pages. */
const PERSON = 'sam';

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

type Show = (
  repository: HostedRepository,
  request: Request<Record<string, string>>,
  response: Response,
) => Promise<void> | void;

const notFound = (message: string) =>
  layout('Not found', html`<p>${message}</p>`);

/** Refuses what a page of another site sends. */
const fromHere: RequestHandler = (request, response, next) => {
  const { origin } = request.headers;
  const isForeign =
    origin !== undefined && URL.canParse(origin)
      ? new URL(origin).host !== request.headers.host
      : origin !== undefined;
  if (isForeign) {
    response.status(403).send('The request comes from another site.\n');
  } else {
    next();
  }
};

const actions: Readonly<
  Record<
    string,
    (repository: HostedRepository, number: number, email: string) => unknown
  >
> = {
  approve: ({ pulls }, number) =>
    pulls.review(number, { by: PERSON, state: 'approved' }),
  merge: ({ pulls }, number, email) =>
    pulls.merge(number, {
      method: 'merge',
      by: PERSON,
      author: { name: 'Sam', email },
    }),
  close: ({ pulls }, number) => pulls.close(number, PERSON),
};

async function showSource(
  repository: HostedRepository,
  { params }: Request<Record<string, string>>,
  response: Response,
): Promise<void> {
  const { kind } = params;
  const parts = params[0].split('/');
  const isBranch = kind === 'branch';
  const ref = isBranch
    ? [...repository.branches.keys()].find(
        name => params[0] === name || params[0].startsWith(`${name}/`),
      ) ?? parts[0]
    : parts[0];
  const path = params[0].slice(ref.length).replace(/^\/+|\/+$/g, '');
  const { sha } = await repository.commit(ref);
  const entry = path ? await repository.entry(sha, path) : undefined;
  if (path && !entry) {
    throw new ForgeError('not-found', `There is no file ${path} at ${ref}.`);
  }
  if (entry?.type === 'blob') {
    const content = await repository.blob(entry.sha);
    if (params.view === 'raw') {
      response.type('text/plain').send(content);
    } else {
      response.send(filePage(repository, path, content.toString()));
    }
    return;
  }
  const entries = await repository.tree(entry?.sha ?? sha, false);
  response.send(folderPage(repository, { kind, ref, path }, entries));
}

/** Pages for people. Everybody may read them, and press their buttons as Sam. */
export function forgePages(forge: Forge): Router {
  const router = Router();
  const on = (method: 'get' | 'post', path: string, show: Show) =>
    router[method](
      `/:owner/:name${path}`,
      async (request: Request<Record<string, string>>, response, next) => {
        const { owner, name } = request.params;
        try {
          const repository = forge.repository(
            `${owner}/${name.replace(/\.git$/, '')}`,
          );
          if (repository.facts.isPrivate) {
            throw new ForgeError(
              'not-found',
              `There is no repository ${owner}/${name}.`,
            );
          }
          await show(repository, request, response);
        } catch (error) {
          if (error instanceof ForgeError && error.problem === 'not-found') {
            response.status(404).send(notFound(error.message));
          } else {
            next(error);
          }
        }
      },
    );
  const number = (request: Request<Record<string, string>>) =>
    Number(request.params.number);

  router.get('/', (_, response) => {
    response.send(repositoriesPage(forge));
  });
  on('get', '', (repository, _, response) => {
    response.send(repositoryPage(forge, repository));
  });
  on('get', '/(pulls|pull|issues)', (repository, _, response) => {
    response.redirect(`/${repository.fullName}`);
  });
  on('get', '/pulls/:number(\\d+)', async (repository, request, response) => {
    const pull = repository.pulls.get(number(request));
    response.send(await pullRequestPage(repository, pull));
  });
  on('get', '/pull/:number(\\d+)', (repository, request, response) => {
    response.redirect(`/${repository.fullName}/pulls/${number(request)}`);
  });
  on(
    'get',
    '/pulls?/:number(\\d+).diff',
    async (repository, request, response) => {
      const pull = repository.pulls.get(number(request));
      const base = await repository.pulls.mergeBase(pull);
      response
        .type('text/plain')
        .send(await repository.diff(base, pull.headSha));
    },
  );
  on('get', '/commit/:sha', async (repository, request, response) => {
    const commit = await repository.commit(request.params.sha);
    const diff = await repository.diff(
      commit.parents[0] ?? EMPTY_TREE,
      commit.sha,
    );
    response.send(commitPage(repository, commit.message, diff));
  });
  on('get', '/:view(src|raw)/:kind(branch|commit)/*', showSource);

  router.post('*', fromHere);
  on(
    'post',
    '/pulls/:number(\\d+)/:action(approve|merge|close)',
    async (repository, request, response) => {
      const pull = repository.pulls.get(number(request));
      try {
        const { email } = forge.users.ensure(PERSON);
        await actions[request.params.action](repository, pull.number, email);
        response.redirect(303, `/${repository.fullName}/pulls/${pull.number}`);
      } catch (error) {
        if (!(error instanceof ForgeError)) {
          throw error;
        }
        response
          .status(409)
          .send(await pullRequestPage(repository, pull, error.message));
      }
    },
  );
  return router;
}
