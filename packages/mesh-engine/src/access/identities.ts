import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import type { Workload } from '../mesh/types';

/** Workloads with one service account whose connections carry it, or do not, alike. */
export interface Identity {
  workloads: Workload[];
  /** Whether its connections can carry the identity. */
  hasProxy: boolean;
  /** What policies may call it: principal, `ns/…/sa/…`, namespace, `namespace/account`, account. */
  names: string[];
}

const WITH_PROXY = ['all', 'gateway', 'ambient'];

/** The end of a principal that does not depend on the trust domain. */
export const accountOf = (principal: string) =>
  principal.split('/').slice(-4).join('/');

/** Identities of a mesh, and where each of their names leads. */
export const identitiesOf = perMesh((mesh: Mesh) => {
  const known = new Map<string, Identity>();
  for (const workload of mesh.workloads) {
    const { namespace, serviceAccount, spiffe, sidecar } = workload;
    const hasProxy = WITH_PROXY.includes(sidecar.state);
    const key = `${namespace}/${serviceAccount} ${hasProxy}`;
    const identity = known.get(key);
    if (identity) {
      identity.workloads.push(workload);
    } else {
      known.set(key, {
        workloads: [workload],
        hasProxy,
        names: [
          spiffe?.replace('spiffe://', '') ?? '',
          `ns/${namespace}/sa/${serviceAccount}`,
          namespace,
          `${namespace}/${serviceAccount}`,
          serviceAccount,
        ].filter(Boolean),
      });
    }
  }
  const all = [...known.values()];
  const byName = new Map<string, Identity[]>();
  for (const identity of all) {
    for (const name of new Set(identity.names)) {
      const list = byName.get(name);
      if (list) {
        list.push(identity);
      } else {
        byName.set(name, [identity]);
      }
    }
  }
  const byWorkload = new Map<string, Identity>(
    all.flatMap(identity =>
      identity.workloads.map(
        ({ namespace, name }) => [`${namespace}/${name}`, identity] as const,
      ),
    ),
  );
  return { all, byName, byWorkload };
});
