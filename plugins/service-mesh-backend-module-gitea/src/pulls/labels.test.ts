import { json, ScriptedServer } from '../__testUtils__/ScriptedServer';
import { labels } from './labels';

let server: ScriptedServer;

beforeEach(async () => {
  server = await ScriptedServer.start();
});

afterEach(() => server.close());

describe('labels', () => {
  it('takes the label that another made between look and write', async () => {
    server.answers(
      json(200, []),
      json(422, { message: 'label already exists' }),
      json(200, [{ id: 5, name: 'mesh' }], { 'X-Total-Count': '1' }),
    );
    await expect(labels(server.client())(['mesh'])).resolves.toEqual([5]);
  });

  it('takes the oldest of several that have the name', async () => {
    const named = [
      { id: 9, name: 'mesh' },
      { id: 4, name: 'mesh' },
      { id: 6, name: 'Mesh' },
    ];
    server.answers(json(200, named, { 'X-Total-Count': '3' }));
    await expect(labels(server.client())(['mesh', 'mesh'])).resolves.toEqual([
      4,
    ]);
    expect(server.asked).toHaveLength(1);
  });

  it('gives the problem when it cannot be made', async () => {
    server.answers(json(200, []), json(403, {}), json(200, []));
    await expect(labels(server.client())(['mesh'])).rejects.toMatchObject({
      problem: 'forbidden',
    });
  });
});
