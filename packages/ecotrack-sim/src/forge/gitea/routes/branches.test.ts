import { openForge, type OpenForge } from '../../__testUtils__/openForge';

const REPOSITORY = '/repos/platform/mesh';
const FILES = {
  'README.md': 'hello\n',
  'production/route.yaml': 'weight: 90\n',
  'production/gateway.yaml': 'port: 443\n',
};

let server: OpenForge;

beforeEach(async () => {
  server = await openForge();
  await server.commit('main', FILES);
});

afterEach(() => server.close());

describe('branches', () => {
  it('makes, shows, lists and removes them', async () => {
    const { api, repository } = server;
    const made = await api('POST', `${REPOSITORY}/branches`, {
      new_branch_name: 'mesh/production/shop-cart',
      old_branch_name: 'main',
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'mesh/production/shop-cart',
        commit: { id: repository.head('main') },
      },
    });
    const path = `${REPOSITORY}/branches/mesh/production/shop-cart`;
    expect((await api('GET', path)).status).toBe(200);
    expect((await api('GET', `${REPOSITORY}/branches`)).body).toHaveLength(2);
    expect((await api('DELETE', path)).status).toBe(204);
    expect((await api('GET', path)).status).toBe(404);
    expect((await api('DELETE', path)).status).toBe(404);
    expect((await api('DELETE', `${REPOSITORY}/branches/main`)).status).toBe(
      403,
    );
  });

  it.each([
    [409, { new_branch_name: 'main' }],
    [404, { new_branch_name: 'x', old_ref_name: 'none' }],
    [422, { new_branch_name: 'a..b' }],
    [422, { new_branch_name: '-x' }],
    [422, { new_branch_name: 'a b' }],
    [422, { new_branch_name: 'x'.repeat(101) }],
    [422, { new_branch_name: 'main/below' }],
    [422, {}],
    [422, []],
  ])('answers %i to %j', async (status, body) => {
    const answer = await server.api('POST', `${REPOSITORY}/branches`, body);
    expect(answer).toMatchObject({
      status,
      body: { message: expect.any(String) },
    });
  });
});
