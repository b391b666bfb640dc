import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { json } from 'node:stream/consumers';
import type { RepositoryEvent } from '@ecotrack/backstage-plugin-service-mesh-node';
import { startPlatform } from '@ecotrack/ecotrack-sim';
import { hostOf, repositoryOf } from './__testUtils__/hosts';

describe('webhooks of the embedded forge', () => {
  it('tell which branch and pull request to look at', async () => {
    const platform = await startPlatform({
      examplesDir: resolve(__dirname, '../../../examples'),
      clusters: [],
    });
    const { forgeUrl, forgeToken } = platform;
    const host = hostOf(forgeUrl, forgeToken);
    const events: (RepositoryEvent | undefined)[] = [];
    const receiver = createServer(async (request, response) => {
      events.push(host.readEvent(await json(request)));
      response.end();
    });
    await new Promise<void>(done => {
      receiver.listen(0, '127.0.0.1', done);
    });
    const { port } = receiver.address() as AddressInfo;
    const url = `${forgeUrl}/platform/mesh-gitops`;
    await fetch(`${forgeUrl}/api/v1/repos/platform/mesh-gitops/hooks`, {
      method: 'POST',
      headers: {
        Authorization: `token ${forgeToken}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        type: 'gitea',
        active: true,
        events: ['push', 'pull_request'],
        config: { url: `http://127.0.0.1:${port}/`, content_type: 'json' },
      }),
    });

    const repository = repositoryOf(host, url);
    const head = (await repository.head('main')) ?? '';
    const branch = 'mesh/production/größe';
    await repository.ensureBranch(branch, head);
    await repository.commit({
      branch,
      expectedHead: head,
      message: 'A file',
      files: [{ path: 'notes.txt', content: 'A note.\n' }],
    });
    const { pullRequest } = await repository.openPullRequest({
      title: 'A file',
      body: '',
      head: branch,
      base: 'main',
    });
    const isTold = (event: Partial<RepositoryEvent>) =>
      events.some(
        told =>
          told?.branch === event.branch &&
          told?.pullRequest === event.pullRequest,
      );
    for (
      let tries = 0;
      tries < 50 && !isTold({ pullRequest: pullRequest.number });
      tries++
    ) {
      await new Promise(done => {
        setTimeout(done, 100);
      });
    }
    expect(events).toContainEqual({ repositoryUrl: url, branch });
    expect(events).toContainEqual({
      repositoryUrl: url,
      pullRequest: pullRequest.number,
    });
    expect(events).not.toContain(undefined);

    receiver.closeAllConnections();
    await new Promise(done => {
      receiver.close(done);
    });
    await platform.close();
  }, 60_000);
});
