import { meshOf } from '../__testUtils__/meshOf';
import { deployment, namespace } from '../__testUtils__/workloads';
import type { KubeObject } from '../resources/types';

describe('Mesh.with', () => {
  const mesh = meshOf(namespace('shop') + deployment());
  const policy: KubeObject = {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { mtls: { mode: 'STRICT' } },
  };

  it('changes the answers of the new mesh only, and shares the views that the change does not touch', () => {
    const { workloads } = mesh;
    const changed = mesh.with({ upserted: [policy] });
    expect(changed.workloads).toBe(workloads);
    expect(changed.mtls(workloads[0]).mode).toBe('STRICT');
    expect(mesh.mtls(workloads[0]).mode).toBe('PERMISSIVE');
    const newer = { ...policy, apiVersion: 'security.istio.io/v1beta1' };
    const removed = changed.with({
      removed: [newer].map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        ...metadata,
      })),
    });
    expect(removed.mtls(workloads[0]).mode).toBe('PERMISSIVE');
    expect(removed.with({ removed: [workloads[0].ref] }).workloads).toEqual([]);
  });

  it('keeps a finding as long as the object that it is about', () => {
    const broken = { ...policy, apiVersion: 'security.istio.io/v9' };
    const wrong = mesh.with({ upserted: [broken] });
    expect(wrong.findings.map(({ code }) => code)).toEqual(['MESH0004']);
    expect(wrong.with({ upserted: [broken] }).findings).toHaveLength(1);
    expect(wrong.with({ upserted: [policy] }).findings).toEqual([]);
  });
});
