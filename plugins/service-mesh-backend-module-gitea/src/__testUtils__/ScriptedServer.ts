import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GiteaClient } from '../client/GiteaClient';

export const TOKEN = 'a-token-that-nobody-may-see';

export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void;

/** Answers with JSON. */
export function json(status: number, body: unknown, headers = {}): Handler {
  return (_, response) => {
    response.writeHead(status, {
      'Content-Type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}

/** A server that answers what the test tells it to, for what the embedded forge never does. */
export class ScriptedServer {
  handle: Handler = json(404, {});
  /** `GET /api/v1/…` of every request so far. */
  asked: string[] = [];

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => {
      this.asked.push(`${request.method} ${request.url}`);
      this.handle(request, response);
    });
  }

  static async start(): Promise<ScriptedServer> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new ScriptedServer(server);
  }

  /** Answers in this order; the last one stays. */
  answers(...handlers: Handler[]): void {
    this.handle = (request, response) => {
      const next = handlers.length > 1 ? handlers.shift() : handlers[0];
      next?.(request, response);
    };
  }

  client(timeout = 2_000): GiteaClient {
    const { port } = this.server.address() as AddressInfo;
    return new GiteaClient({
      address: {
        host: 'git.example.com',
        owner: 'platform',
        name: 'mesh-gitops',
        url: 'https://git.example.com/platform/mesh-gitops',
      },
      apiUrl: `http://127.0.0.1:${port}/api/v1`,
      headers: { Authorization: `token ${TOKEN}` },
      waits: [1, 2],
      timeout,
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }
}
