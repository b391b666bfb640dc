import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { openForge, type OpenForge } from '../__testUtils__/openForge';
import { close, listen } from '../../platform/servers';

interface Delivered {
  headers: IncomingHttpHeaders;
  text: string;
}

let server: OpenForge;
let receiver: Server;
let url: string;
let delivered: Delivered[];
let onDelivered: () => void;

beforeEach(async () => {
  server = await openForge();
  delivered = [];
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      delivered.push({
        headers: request.headers,
        text: Buffer.concat(chunks).toString(),
      });
      response.end();
      onDelivered();
    });
  });
  url = `http://127.0.0.1:${await listen(receiver, 0, '127.0.0.1')}/hook`;
});

afterEach(async () => {
  await close(receiver);
  await server.close();
});

function awaitDeliveries(count: number): Promise<void> {
  return new Promise(resolve => {
    onDelivered = () => delivered.length >= count && resolve();
    onDelivered();
  });
}

const hook = (options: object = {}) =>
  server.api('POST', '/repos/platform/mesh/hooks', {
    type: 'gitea',
    config: { url, content_type: 'json', secret: 's3cret' },
    events: ['push', 'pull_request'],
    active: true,
    ...options,
  });

it('tells of a push and a pull request, signed, in order', async () => {
  onDelivered = () => {};
  await server.commit('main', { a: '1\n' });
  expect((await hook()).status).toBe(201);
  await server.commit('change', { a: '2\n' });
  await server.repository.pulls.create({
    title: 'Two',
    head: 'change',
    base: 'main',
    by: 'portal',
  });
  await server.repository.pulls.close(1, 'sam');
  await awaitDeliveries(3);
  const [push, opened, closed] = delivered;
  for (const { headers, text } of delivered) {
    expect(headers['x-gitea-signature']).toBe(
      createHmac('sha256', 's3cret').update(text).digest('hex'),
    );
  }
  expect(push.headers['x-gitea-event']).toBe('push');
  expect(JSON.parse(push.text)).toMatchObject({
    ref: 'refs/heads/change',
    after: server.repository.head('change'),
    repository: { full_name: 'platform/mesh' },
    pusher: { login: 'portal' },
  });
  expect(opened.headers['x-gitea-event']).toBe('pull_request');
  expect(JSON.parse(opened.text)).toMatchObject({
    action: 'opened',
    number: 1,
    pull_request: {
      state: 'open',
      html_url: `${server.forge.url}/platform/mesh/pulls/1`,
    },
  });
  expect(JSON.parse(closed.text)).toMatchObject({
    action: 'closed',
    sender: { login: 'sam' },
    pull_request: { state: 'closed', merged: false },
  });
});

it('tells only of what was asked for, and goes on after a webhook that is away', async () => {
  await hook({ events: ['push'] });
  await hook({ config: { url: 'http://127.0.0.1:9/' } });
  await hook({ active: false });
  onDelivered = () => {};
  await server.commit('main', { a: '1\n' });
  await server.commit('change', { a: '2\n' });
  await server.repository.pulls.create({
    title: 't',
    head: 'change',
    base: 'main',
    by: 'portal',
  });
  await server.commit('change', { a: '3\n' });
  await awaitDeliveries(3);
  expect(delivered.map(({ headers }) => headers['x-gitea-event'])).toEqual([
    'push',
    'push',
    'push',
  ]);
  expect(JSON.parse(delivered[2].text)).toMatchObject({
    total_commits: 1,
    commits: [{ modified: ['a'] }],
  });
});

it('shows webhooks without their secrets to those who may write', async () => {
  await hook();
  const list = await server.api('GET', '/repos/platform/mesh/hooks');
  expect(list.body).toMatchObject([{ id: 1, config: { url } }]);
  expect(JSON.stringify(list.body)).not.toContain('s3cret');
  const open = await server.api(
    'GET',
    '/repos/platform/mesh/hooks',
    undefined,
    null,
  );
  expect(open.status).toBe(401);
  expect((await hook({ config: { url: 'file:///etc/passwd' } })).status).toBe(
    422,
  );
  expect((await hook({ type: 'x' })).status).toBe(422);
  const remove = () => server.api('DELETE', '/repos/platform/mesh/hooks/1');
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
});
