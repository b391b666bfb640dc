import {
  impact,
  type KubeObject,
  type Mesh,
  type ObservedCall,
} from '../../packages/mesh-engine/src';

const EDITS: Record<string, Record<string, unknown>> = {
  VirtualService: { exportTo: ['.'] },
  DestinationRule: { trafficPolicy: { tls: { mode: 'DISABLE' } } },
  AuthorizationPolicy: { rules: [] },
  PeerAuthentication: { mtls: { mode: 'PERMISSIVE' } },
};

/** Every workload is called by another. */
const trafficOf = ({ workloads }: Mesh): ObservedCall[] =>
  workloads.map((server, index) => {
    const client = workloads[(index * 7) % workloads.length];
    return {
      client: { namespace: client.namespace, workload: client.name },
      server: { namespace: server.namespace, workload: server.name },
      requestRate: 1,
    };
  });

function edited(mesh: Mesh, kind: string, index: number): KubeObject {
  const object = mesh.objects(kind)[index];
  return { ...object, spec: { ...(object.spec as object), ...EDITS[kind] } };
}

/** Milliseconds from one edited object to its findings and its impact, by its kind; the mesh was asked such a thing before. */
export function timePreviews(mesh: Mesh): Record<string, number> {
  const traffic = trafficOf(mesh);
  const preview = (kind: string, index: number) => {
    const changed = edited(mesh, kind, index);
    const started = performance.now();
    const after = mesh.with({ upserted: [changed] });
    after.check();
    impact(mesh, after, traffic);
    return performance.now() - started;
  };
  return Object.fromEntries(
    Object.keys(EDITS).map(kind => {
      preview(kind, 0);
      return [kind, Math.min(preview(kind, 1), preview(kind, 2))];
    }),
  );
}
