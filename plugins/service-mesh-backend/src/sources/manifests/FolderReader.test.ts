import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { FolderReader } from './FolderReader';

jest.setTimeout(40_000);

const SHARED =
  process.env.MESH_SHARED_DIR ?? resolve(__dirname, '../../../../../../shared');
const BOOKINFO = resolve(SHARED, 'data/bookinfo');
const describeWithBookinfo = existsSync(BOOKINFO) ? describe : describe.skip;

const service = (name: string) => `apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ports: [{ port: 80, name: http }] }
`;

const namesOf = (reader: FolderReader) =>
  reader.snapshot().mesh.services.map(({ name }) => name);

describe('FolderReader', () => {
  const folder = createMockDirectory();

  it('reads plain manifests at any depth; one that is broken is a finding, the rest is shown', () => {
    folder.setContent({
      'a.yaml': service('a'),
      deep: { 'b.yml': service('b') },
      'broken.yaml': 'apiVersion: v1\nkind: [Service\n',
      'old.yaml': service('old').replace('apiVersion: v1', 'apiVersion: v7'),
      'notes.md': 'not a manifest',
    });
    const reader = new FolderReader(folder.path);
    expect(namesOf(reader)).toEqual(['a', 'b']);
    const { mesh, state, version } = reader.snapshot();
    expect(
      mesh.findings.map(({ code, origin }) => [code, origin?.file]).sort(),
    ).toEqual([
      ['MESH0001', 'broken.yaml'],
      ['MESH0004', 'old.yaml'],
    ]);
    expect({ state: state.state, version }).toEqual({
      state: 'live',
      version: 1,
    });
  });

  it('renders a kustomization with what lies beside it, and tells places from the folder', () => {
    folder.setContent({
      base: {
        'kustomization.yaml': 'resources: [a.yaml, broken.yaml]',
        'a.yaml': service('a'),
        'broken.yaml': 'kind: [',
      },
      overlay: {
        'kustomization.yaml':
          'resources: [../base]\nnamespace: shop-production',
        'ignored.yaml': service('ignored'),
      },
    });
    const reader = new FolderReader(folder.resolve('overlay'));
    const { mesh } = reader.snapshot();
    expect(
      mesh.services.map(({ namespace, name }) => `${namespace}/${name}`),
    ).toEqual(['shop-production/a']);
    expect(mesh.findings.map(({ origin }) => origin?.file)).toEqual([
      '../base/broken.yaml',
    ]);
    expect(mesh.originOf(mesh.services[0].ref)?.file).toBe('../base/a.yaml');
  });

  it('sees files that change, come and go, and is stale while the folder is away', async () => {
    folder.setContent({ shop: { 'a.yaml': service('a') } });
    const reader = new FolderReader(folder.resolve('shop'));
    expect(namesOf(reader)).toEqual(['a']);
    const { mesh } = reader.snapshot();
    folder.setContent({
      shop: { 'b.yaml': service('b'), new: { 'c.yaml': service('c') } },
    });
    await eventually(
      () => namesOf(reader),
      names => names.includes('c'),
    );
    expect(namesOf(reader)).toEqual(['b', 'c']);
    expect(mesh.services).toHaveLength(1);
    folder.setContent({});
    await eventually(
      () => reader.snapshot().state,
      ({ state, reason }) => state === 'stale' && Boolean(reason),
    );
    expect(namesOf(reader)).toEqual(['b', 'c']);
    folder.setContent({ shop: { 'd.yaml': service('d') } });
    await eventually(
      () => namesOf(reader),
      names => names.includes('d'),
    );
    expect(reader.snapshot().state.state).toBe('live');
  });

  it('tells whether there is a folder', () => {
    folder.setContent({ 'a.yaml': service('a') });
    expect(new FolderReader(folder.path).isFolder()).toBe(true);
    expect(new FolderReader(folder.resolve('a.yaml')).isFolder()).toBe(false);
    expect(new FolderReader(folder.resolve('none')).isFolder()).toBe(false);
  });
});

describeWithBookinfo('Bookinfo, which nobody prepared for FolderReader', () => {
  it('is read', () => {
    const { mesh } = new FolderReader(BOOKINFO).snapshot();
    expect(mesh.services.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['details', 'productpage', 'ratings', 'reviews']),
    );
    const reviews = mesh.service('default', 'reviews');
    expect(
      reviews?.workloads
        .map(({ canonicalRevision }) => canonicalRevision)
        .sort(),
    ).toEqual(['v1', 'v2', 'v3']);
    expect(mesh.findings).toEqual([]);
  });
});
