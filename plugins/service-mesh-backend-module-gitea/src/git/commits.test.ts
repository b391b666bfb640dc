import type { TreeEntry } from '@ecotrack/backstage-plugin-service-mesh-node';
import { blobName } from '@ecotrack/backstage-plugin-service-mesh-node';
import { json, ScriptedServer } from '../__testUtils__/ScriptedServer';
import { commits } from './commits';

const HEAD = 'a'.repeat(40);
const MADE = 'b'.repeat(40);
const THEIRS = 'c'.repeat(40);
const request = {
  branch: 'mesh/a',
  expectedHead: HEAD,
  message: 'Two replicas',
  files: [{ path: 'app.yaml', content: 'replicas: 2\n' }],
};
const after: TreeEntry[] = [
  { path: 'app.yaml', mode: '100644', sha: blobName('replicas: 2\n') },
];

let server: ScriptedServer;

/** A repository whose branch is at these commits, one after another. */
function repository(...heads: string[]) {
  return commits(server.client(), {
    tree: async commit => (commit === HEAD ? [] : after),
    head: async () => (heads.length > 1 ? heads.shift() : heads[0]),
  });
}

const commitOf = (parent: string, message = request.message) =>
  json(200, { sha: MADE, commit: { message }, parents: [{ sha: parent }] });

beforeEach(async () => {
  server = await ScriptedServer.start();
});

afterEach(() => server.close());

describe('commits', () => {
  it('says so when a person committed between look and write', async () => {
    server.answers(
      json(201, { commit: { sha: MADE, parents: [{ sha: THEIRS }] } }),
    );
    await expect(repository(HEAD).commit(request)).rejects.toMatchObject({
      problem: 'branch-moved',
    });
  });

  it('takes the commit that was made although the server failed', async () => {
    server.answers(json(500, { message: 'hook failed' }), commitOf(HEAD));
    await expect(repository(HEAD, MADE).commit(request)).resolves.toBe(MADE);
    expect(server.asked).toHaveLength(2);
  });

  it.each([
    ['on another commit', commitOf(THEIRS)],
    ['with other words', commitOf(HEAD, 'By hand')],
    [
      'of a merge',
      json(200, {
        commit: { message: request.message },
        parents: [{ sha: HEAD }, { sha: THEIRS }],
      }),
    ],
  ])('takes no commit %s for ours', async (_, answer) => {
    server.answers(json(422, { message: 'sha does not match' }), answer);
    await expect(repository(HEAD, MADE).commit(request)).rejects.toMatchObject({
      problem: 'branch-moved',
    });
    server.answers(answer);
    await expect(repository(MADE).commit(request)).rejects.toMatchObject({
      problem: 'branch-moved',
    });
  });

  it('gives the problem of the host when the branch stayed', async () => {
    for (const [status, message, problem] of [
      [403, 'user cannot commit to repo [user: portal]', 'protected'],
      [422, 'filename is invalid', 'refused'],
      [500, 'disk is full', 'unreachable'],
    ] as const) {
      server.answers(json(status, { message }));
      await expect(repository(HEAD).commit(request)).rejects.toMatchObject({
        problem,
      });
    }
  });
});
