import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Request, Response, Router } from 'express';
import createRouter from 'express-promise-router';
import type { Forge } from '../model/Forge';
import type { HostedRepository } from '../model/HostedRepository';
import { readCgi } from './readCgi';

const PUSH = 'git-receive-pack';

function headerVariables({ headers }: Request): NodeJS.ProcessEnv {
  const names = ['git-protocol', 'content-encoding', 'accept-encoding'];
  return Object.fromEntries(
    names.flatMap(name => {
      const value = headers[name];
      const variable = `HTTP_${name.toUpperCase().replace(/-/g, '_')}`;
      return typeof value === 'string' ? [[variable, value]] : [];
    }),
  );
}

/** Makes `git receive-pack` refuse what would move some branches. */
function protect(branches: readonly string[]): NodeJS.ProcessEnv {
  const settings = branches.flatMap((branch, index) => [
    [`GIT_CONFIG_KEY_${index}`, 'receive.hideRefs'],
    [`GIT_CONFIG_VALUE_${index}`, `refs/heads/${branch}`],
  ]);
  return {
    GIT_CONFIG_COUNT: String(branches.length),
    ...Object.fromEntries(settings),
  };
}

function variables(
  repository: HostedRepository,
  request: Request,
  login: string | undefined,
): NodeJS.ProcessEnv {
  const { headers, method } = request;
  return {
    ...repository.git.environment,
    ...headerVariables(request),
    ...protect(repository.protectedBranches),
    GIT_DIR: undefined,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_TRANSLATED: join(repository.git.directory, request.params.service),
    REQUEST_METHOD: method,
    QUERY_STRING: new URL(request.url, 'http://forge').search.slice(1),
    CONTENT_TYPE: headers['content-type'] ?? '',
    CONTENT_LENGTH: headers['content-length'],
    REMOTE_USER: login,
    REMOTE_ADDR: request.socket.remoteAddress,
  };
}

function runBackend(
  env: NodeJS.ProcessEnv,
  request: Request,
  response: Response,
): Promise<void> {
  const backend = spawn('git', ['http-backend'], { env });
  let pending: Buffer | undefined = Buffer.alloc(0);
  backend.stdin.on('error', () => backend.stdin.destroy());
  request.pipe(backend.stdin);
  response.on('close', () => backend.kill());
  backend.stdout.on('data', (chunk: Buffer) => {
    if (!pending) {
      response.write(chunk);
      return;
    }
    pending = Buffer.concat([pending, chunk]);
    const answer = readCgi(pending);
    if (answer) {
      pending = undefined;
      response.status(answer.status);
      answer.headers.forEach(header => response.setHeader(...header));
      response.write(answer.body);
    }
  });
  return new Promise(resolve => {
    backend.on('error', () => resolve());
    backend.on('close', () => {
      if (!response.headersSent) {
        response.status(502);
      }
      resolve();
    });
  });
}

/** Clone, fetch and push as `git` does it over HTTP: `/{owner}/{repo}.git/…`, which `git http-backend` answers. */
export function smartHttp(forge: Forge): Router {
  const router = createRouter();
  const path = `/:owner/:name/:service(info/refs|git-upload-pack|${PUSH})`;
  router.all(path, async (request: Request, response, next) => {
    const { owner, name } = request.params;
    const repository = forge.find(`${owner}/${name.replace(/\.git$/, '')}`);
    if (!repository) {
      next();
      return;
    }
    const user = forge.users.authenticate(request.headers.authorization);
    const isPush =
      request.params.service === PUSH || request.query.service === PUSH;
    const needsUser = isPush || repository.facts.isPrivate;
    if (user === 'refused' || (needsUser && !user)) {
      response
        .status(401)
        .set('WWW-Authenticate', 'Basic realm="forge"')
        .send('A name and a token are required.\n');
      return;
    }
    const env = variables(repository, request, user?.login);
    await runBackend(env, request, response);
    if (isPush && request.method === 'POST') {
      await repository.exclusively(() => repository.refresh(user?.login ?? ''));
    }
    response.end();
  });
  return router;
}
