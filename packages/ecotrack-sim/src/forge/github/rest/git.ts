import type { Router } from 'express';
import { ForgeError, type TreeEntry } from '../../model';
import { GithubAnswer } from '../GithubAnswer';
import type { Address } from '../json/Address';
import { gitCommitJson } from '../json/commit';
import { nodeId } from '../json/identity';
import type { FindScope } from './scope';

const BRANCHES = 'refs/heads/';
const SHA = /^[0-9a-f]{40}$/;

function refJson(address: Address, branch: string, sha: string) {
  return {
    ref: `${BRANCHES}${branch}`,
    node_id: nodeId('Ref', `${address.fullName}:${BRANCHES}${branch}`),
    url: encodeURI(`${address.rest}/git/${BRANCHES}${branch}`),
    object: {
      sha,
      type: 'commit',
      url: `${address.rest}/git/commits/${sha}`,
    },
  };
}

function entryJson(address: Address, entry: TreeEntry) {
  const folder = entry.type === 'tree' ? 'trees' : 'blobs';
  return {
    ...entry,
    ...(entry.type !== 'commit' && {
      url: `${address.rest}/git/${folder}/${entry.sha}`,
    }),
  };
}

function refProblem(error: unknown, ref: string): unknown {
  const problem = error instanceof ForgeError ? error.problem : undefined;
  if (problem === 'exists') {
    return new GithubAnswer(422, 'Reference already exists');
  }
  if (problem === 'not-found') {
    return new GithubAnswer(422, 'Object does not exist');
  }
  return problem === 'invalid'
    ? new GithubAnswer(422, `${ref} is not a valid ref name.`)
    : error;
}

/** What Git has: references, commits, trees and blobs. */
export function gitRoutes(router: Router, scope: FindScope): void {
  const path = '/repos/:owner/:repo';

  router.get(`${path}/git/ref/heads/:branch(*)`, (request, response) => {
    const { repository, address } = scope(request);
    const { branch } = request.params;
    const sha = repository.head(branch);
    if (!sha) {
      throw new GithubAnswer(404, 'Not Found');
    }
    response.json(refJson(address, branch, sha));
  });

  router.post(`${path}/git/refs`, async (request, response) => {
    const { repository, address, writer } = scope(request);
    const { ref, sha } = request.body;
    const by = writer().login;
    if (!String(ref).startsWith(BRANCHES) || !SHA.test(String(sha))) {
      throw new GithubAnswer(422, 'Reference name or object is not valid.');
    }
    const branch = String(ref).slice(BRANCHES.length);
    await repository
      .createBranch(branch, String(sha), by)
      .catch((error: unknown) => {
        throw refProblem(error, String(ref));
      });
    response.status(201).json(refJson(address, branch, String(sha)));
  });

  router.get(`${path}/git/commits/:sha`, async (request, response) => {
    const { repository, address } = scope(request);
    response.json(
      gitCommitJson(address, await repository.commit(request.params.sha)),
    );
  });

  router.get(`${path}/git/trees/:sha`, async (request, response) => {
    const { repository, address } = scope(request);
    const { sha } = request.params;
    const entries = await repository.tree(
      sha,
      request.query.recursive !== undefined,
    );
    response.json({
      sha,
      url: `${address.rest}/git/trees/${sha}`,
      truncated: false,
      tree: entries.map(entry => entryJson(address, entry)),
    });
  });

  router.get(`${path}/git/blobs/:sha`, async (request, response) => {
    const { repository, address } = scope(request);
    const { sha } = request.params;
    const content = await repository.blob(sha);
    response.json({
      sha,
      node_id: nodeId('Blob', sha),
      url: `${address.rest}/git/blobs/${sha}`,
      size: content.length,
      encoding: 'base64',
      content: content.toString('base64').replace(/(.{60})/g, '$1\n'),
    });
  });
}
