import { meshOf } from '../__testUtils__/meshOf';
import { deployment, namespace } from '../__testUtils__/workloads';
import type { KubeObject } from '../resources/types';
import { perMesh, perMeshAnd } from './perMesh';

describe('what is told from a mesh', () => {
  const mesh = meshOf(namespace('shop') + deployment());
  const object = (kind: string, name = 'a'): KubeObject => ({
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace: 'shop' },
  });

  it('is kept by changes of kinds that were not read for it, however deep they were read', () => {
    const inner = perMesh(({ workloads }) => workloads.length);
    const asked = jest.fn(each => inner(each) + each.objects('Secret').length);
    const outer = perMesh(asked);
    expect(outer(mesh)).toBe(1);
    expect(outer(mesh.with({ upserted: [object('Ingress')] }))).toBe(1);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(outer(mesh.with({ upserted: [object('Secret')] }))).toBe(2);
    expect(outer(mesh.with({ removed: [mesh.workloads[0].ref] }))).toBe(0);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('is told anew where a kind was read for an answer that was known before', () => {
    const answer = perMeshAnd(
      (each, thing: object, name: string) =>
        `${each.objects(name).length} ${typeof thing}`,
      name => name,
    );
    const thing = {};
    const whole = perMesh(each => answer(each, thing, 'Secret'));
    expect(answer(mesh, thing, 'Secret')).toBe('0 object');
    expect(whole(mesh)).toBe('0 object');
    const changed = mesh.with({ upserted: [object('Secret')] });
    expect(whole(changed)).toBe('1 object');
    expect(answer(changed, thing, 'Service')).toBe('0 object');
  });

  it('is never kept where all objects were read, or none', () => {
    const all = perMesh(each => each.all.length);
    const none = perMesh(() => ({}));
    expect(all(mesh)).toBe(2);
    const changed = mesh.with({ upserted: [object('Ingress')] });
    expect(all(changed)).toBe(3);
    expect(none(changed)).not.toBe(none(mesh));
    expect(none(changed)).toBe(none(changed));
  });

  it('knows the namespaces that objects are in when one comes or goes', () => {
    const used = (each: typeof mesh) => [...each.usedNamespaces];
    expect(used(mesh)).toEqual(['shop']);
    const other = {
      ...object('Secret'),
      metadata: { name: 'b', namespace: 'depot' },
    };
    const added = mesh.with({ upserted: [other] });
    expect(used(added)).toEqual(['shop', 'depot']);
    const removed = { apiVersion: 'v1', kind: 'Secret', ...other.metadata };
    expect(used(added.with({ removed: [removed] }))).toEqual(['shop']);
  });

  it('is not kept of what failed', () => {
    const failing = perMesh(each => {
      if (each.objects('Secret').length === 0) {
        throw new Error('No secret.');
      }
      return true;
    });
    expect(() => failing(mesh)).toThrow('No secret.');
    expect(failing(mesh.with({ upserted: [object('Secret')] }))).toBe(true);
  });
});
