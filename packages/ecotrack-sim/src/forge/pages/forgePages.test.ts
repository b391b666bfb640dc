import { openForge, type OpenForge } from '../__testUtils__/openForge';

let server: OpenForge;

beforeEach(async () => {
  server = await openForge();
  await server.commit('main', { 'routes/a.yaml': 'weight: 90\n' });
  await server.commit('mesh/change', { 'routes/a.yaml': 'weight: 10 # <b>\n' });
  await server.repository.pulls.create({
    title: 'Ten <script>alert(1)</script>',
    body: 'Why & "how"',
    head: 'mesh/change',
    base: 'main',
    by: 'portal',
  });
});

afterEach(() => server.close());

async function page(path: string) {
  const response = await fetch(`${server.forge.url}${path}`);
  return { status: response.status, text: await response.text() };
}

const press = (action: string, headers: Record<string, string> = {}) =>
  fetch(`${server.forge.url}/platform/mesh/pulls/1/${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers,
  });

it('lists repositories and pull requests', async () => {
  expect((await page('/')).text).toContain('href="/platform/mesh"');
  const { text } = await page('/platform/mesh');
  expect(text).toContain('git clone');
  expect(text).toContain('/platform/mesh/pulls/1');
});

it('shows a pull request with its diff as text, never as markup', async () => {
  const { repository } = server;
  repository.statuses.add({
    sha: repository.head('mesh/change') ?? '',
    context: 'mesh/impact',
    state: 'success',
    description: 'nobody loses access',
    targetUrl: '',
    by: 'portal',
    at: server.forge.now(),
  });
  const { text } = await page('/platform/mesh/pulls/1');
  expect(text).toContain('Ten &lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).toContain('Why &amp; &quot;how&quot;');
  expect(text).toContain('<del>-weight: 90</del>');
  expect(text).toContain('<ins>+weight: 10 # &lt;b&gt;</ins>');
  expect(text).toContain(
    'mesh/impact: <strong>success</strong> nobody loses access',
  );
  expect(text).not.toContain('<script');
  expect((await page('/platform/mesh/pulls/1.diff')).text).toContain(
    '+weight: 10',
  );
});

it('approves and merges as Sam', async () => {
  expect((await press('approve')).status).toBe(303);
  expect((await press('merge')).headers.get('location')).toBe(
    '/platform/mesh/pulls/1',
  );
  expect(server.repository.pulls.get(1)).toMatchObject({
    state: 'merged',
    mergedBy: 'sam',
    reviews: [{ by: 'sam', state: 'approved' }],
  });
  const { text } = await page('/platform/mesh/pulls/1');
  expect(text).toContain('merged by sam');
  expect(text).not.toContain('<button>');
  const again = await press('merge');
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('The pull request 1 is merged.');
});

it('closes as Sam', async () => {
  await press('close');
  expect(server.repository.pulls.get(1).state).toBe('closed');
});

it('says of a conflict that it cannot be merged', async () => {
  await server.commit('main', { 'routes/a.yaml': 'weight: 50\n' });
  const { text } = await page('/platform/mesh/pulls/1');
  expect(text).toContain('It cannot be merged');
  expect(await (await press('merge')).text()).toContain('These files conflict');
});

it('takes nothing that another site sends', async () => {
  for (const Origin of ['https://elsewhere.example.com', 'null']) {
    expect((await press('merge', { Origin })).status).toBe(403);
  }
  expect(server.repository.pulls.get(1).state).toBe('open');
  expect((await press('merge', { Origin: server.forge.url })).status).toBe(303);
});

it('shows files, folders and commits', async () => {
  expect((await page('/platform/mesh/src/branch/main')).status).toBe(200);
  expect((await page('/platform/mesh/src/branch/main/')).text).toContain(
    'routes/',
  );
  const file = await page(
    '/platform/mesh/src/branch/mesh/change/routes/a.yaml',
  );
  expect(file.text).toContain('weight: 10 # &lt;b&gt;');
  const raw = await page('/platform/mesh/raw/branch/main/routes/a.yaml');
  expect(raw.text).toBe('weight: 90\n');
  const commit = await page(
    `/platform/mesh/commit/${server.repository.head('mesh/change')}`,
  );
  expect(commit.text).toContain('<ins>');
});

it.each([
  '/platform/none',
  '/platform/mesh/pulls/7',
  '/platform/mesh/src/branch/none/x',
  '/platform/mesh/src/branch/main/none',
  '/platform/mesh/commit/none',
])('answers 404 to %s', async path => {
  expect((await page(path)).status).toBe(404);
});
