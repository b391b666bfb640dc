import { createServer } from 'node:http';
import { manualClock } from '../../clock/clock';
import { close, listen } from '../../platform/servers';
import { forgeApp } from '../forgeApp';
import { Forge } from '../model/Forge';
import type { HostedRepository } from '../model/HostedRepository';
import { GiteaWebhooks } from '../webhooks/GiteaWebhooks';

const START = Date.parse('2026-11-21T10:00:00Z');

/** Who commits in tests. */
export const author = { name: 'Ann', email: 'ann@example.com' };

/** What a request to the API was answered with. */
export interface Reply {
  status: number;
  headers: Headers;
  /** JSON; `undefined` when there is none. */
  body: unknown;
}

/** A forge with the repository `platform/mesh`, reached over HTTP. */
export async function openForge(directory?: string) {
  const clock = manualClock(START);
  const forge = await Forge.open({ clock, directory });
  const webhooks = new GiteaWebhooks(forge);
  const server = createServer(forgeApp(forge, clock));
  forge.url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  const { token } = forge.users.ensure('portal', { fullName: 'Mesh portal' });
  forge.users.ensure('sam', { fullName: 'Sam' });
  forge.ensureOrganization('platform', ['platform-team']);
  const repository: HostedRepository =
    forge.find('platform/mesh') ??
    (await forge.createRepository('platform', 'mesh'));

  async function api(
    method: string,
    path: string,
    body?: unknown,
    authorization: string | null = `token ${token}`,
  ): Promise<Reply> {
    const response = await fetch(`${forge.url}/api/v1${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        'Content-Type': 'application/json',
        ...(authorization && { Authorization: authorization }),
      },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : undefined,
    };
  }

  return {
    forge,
    clock,
    token,
    repository,
    api,
    /** Commits files to a branch, which is made from `main` when it is not there. */
    async commit(branch: string, files: Record<string, string>) {
      const isNew = repository.branches.size > 0 && !repository.head(branch);
      return repository.commitFiles({
        branch: isNew ? 'main' : branch,
        newBranch: isNew ? branch : undefined,
        files: Object.entries(files).map(([path, content]) => ({
          path,
          content,
        })),
        message: `Change ${Object.keys(files).join(', ')}`,
        author,
        by: 'portal',
      });
    },
    async close() {
      await close(server);
      await webhooks.close();
      await forge.close();
    },
  };
}

export type OpenForge = Awaited<ReturnType<typeof openForge>>;
