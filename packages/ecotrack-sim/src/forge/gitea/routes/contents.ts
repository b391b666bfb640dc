import type { FileChange } from '../../model/types';
import type { Body } from '../Body';
import { GiteaProblem } from '../GiteaProblem';
import type { GiteaRouter, RepositoryCall } from '../GiteaRouter';
import { fileCommitJson } from '../json/commit';
import { contentsJson } from '../json/contents';

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** The commit that `ref` names, the default branch when it is absent. */
async function refOf({ repository, query }: RepositoryCall) {
  const ref = query('ref') || repository.facts.defaultBranch;
  return { ref, commit: (await repository.commit(ref)).sha };
}

function readFile(file: Body): FileChange {
  const path = file.required('path');
  const operation = file.required('operation');
  const sha = file.text('sha') || undefined;
  const content = file.text('content') ?? '';
  if (!BASE64.test(content)) {
    throw new GiteaProblem(422, `[content] of ${path}: must be base64`);
  }
  const bytes = Buffer.from(content, 'base64');
  switch (operation) {
    case 'create':
      return { path, content: bytes, previousSha: null };
    case 'update':
    case 'delete':
      if (!sha) {
        throw new GiteaProblem(
          422,
          `a SHA or commit ID must be proved when updating a file: ${path}`,
        );
      }
      return {
        path,
        content: operation === 'update' ? bytes : undefined,
        previousSha: sha,
      };
    default:
      throw new GiteaProblem(
        422,
        `[operation] of ${path}: must be create, update or delete`,
      );
  }
}

function signature(
  body: Body,
  { name, email }: { name: string; email: string },
) {
  return {
    name: body.text('name') || name,
    email: body.text('email') || email,
  };
}

async function changeFiles({ forge, repository, body, user }: RepositoryCall) {
  const doer = user();
  const own = { name: doer.fullName, email: doer.email };
  const files = body.objects('files').map(readFile);
  if (files.length === 0) {
    throw new GiteaProblem(422, '[files]: Required');
  }
  const branch = body.text('branch') || repository.facts.defaultBranch;
  const newBranch = body.text('new_branch') || undefined;
  const commit = await repository.commitFiles({
    branch,
    newBranch: newBranch === branch ? undefined : newBranch,
    files,
    message: body.text('message') || `Change ${files.length} files`,
    author: signature(body.object('author'), own),
    committer: signature(body.object('committer'), own),
    by: doer.login,
  });
  const at = { ref: newBranch ?? branch, commit: commit.sha };
  const written = files.map(async ({ path, content }) => {
    const entry = content && (await repository.entry(commit.sha, path));
    return entry
      ? contentsJson(forge, repository, at, entry, Buffer.from(content))
      : null;
  });
  return {
    status: 201,
    json: {
      files: await Promise.all(written),
      commit: fileCommitJson(forge, repository, commit),
      verification: null,
    },
  };
}

async function readContents(call: RepositoryCall) {
  const { forge, repository, params } = call;
  const path = (params[0] ?? '').replace(/^\/+|\/+$/g, '');
  const at = await refOf(call);
  const entry = path ? await repository.entry(at.commit, path) : undefined;
  if (path && !entry) {
    throw new GiteaProblem(404, `There is no file ${path} at ${at.ref}.`);
  }
  if (entry?.type === 'blob') {
    const content = await repository.blob(entry.sha);
    return { json: contentsJson(forge, repository, at, entry, content) };
  }
  const folder = path && `${path}/`;
  const entries = await repository.tree(entry?.sha ?? at.commit, false);
  return {
    json: entries.map(child =>
      contentsJson(forge, repository, at, {
        ...child,
        path: `${folder}${child.path}`,
      }),
    ),
  };
}

async function readRaw(call: RepositoryCall) {
  const { repository, params, response } = call;
  const { ref, commit } = await refOf(call);
  const entry = await repository.entry(commit, params[0]);
  if (entry?.type !== 'blob') {
    throw new GiteaProblem(404, `There is no file ${params[0]} at ${ref}.`);
  }
  response.type('text/plain').set('ETag', `"${entry.sha}"`);
  response.send(await repository.blob(entry.sha));
  return undefined;
}

/** `contents`, `raw` and the change of many files in one commit. */
export function contentsRoutes(router: GiteaRouter): void {
  router.onRepository('get', '/contents', readContents);
  router.onRepository('get', '/contents/*', readContents);
  router.onRepository('post', '/contents', changeFiles, { exists: 422 });
  router.onRepository('get', '/raw/*', readRaw);
  router.onRepository('get', '/media/*', readRaw);
}
