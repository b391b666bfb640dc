import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { GithubRepositoryHost } from '../GithubRepositoryHost';

export const TOKEN = 'ghp_neverInAMessage';

export interface ScriptedAnswer {
  status: number;
  body?: string;
  headers?: Record<string, string>;
}

/** A server that answers every request with what it was told last, and the repository at it. */
export async function scriptedGithub(): Promise<{
  repository: Repository;
  origin: string;
  answer(next: (path: string) => ScriptedAnswer): void;
  close(): Promise<void>;
}> {
  let current: (path: string) => ScriptedAnswer = () => ({ status: 500 });
  const server = createServer((request, response) => {
    const { status, body = '', headers } = current(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  const repository = GithubRepositoryHost.fromConfig(
    new ConfigReader({
      integrations: {
        github: [{ host, apiBaseUrl: `${origin}/api/v3`, token: TOKEN }],
      },
    }),
  ).repository(`${origin}/platform/mesh-gitops.git`);
  if (!repository) {
    throw new Error('The integration has the host of the repository.');
  }
  return {
    repository,
    origin,
    answer: next => {
      current = next;
    },
    close: () =>
      new Promise(done => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
