import { perMesh } from '../../mesh/perMesh';
import type { Mesh } from '../../mesh/Mesh';
import type { Workload } from '../../mesh/types';
import { describeRef } from '../../resources/ref';
import { policiesOf } from '../reading/policies';
import type { Check } from '../types';

/** Workloads, namespaces and services that some AuthorizationPolicy is for. */
const coverOf = perMesh(mesh => {
  const workloads = new Set<Workload>();
  const namespaces = new Set<string>();
  const services = new Set<string>();
  let isMesh = false;
  for (const policy of policiesOf(mesh, 'AuthorizationPolicy')) {
    if (policy.targets.length > 0) {
      policy.targets.forEach(({ kind, name }) =>
        services.add(`${kind}/${policy.namespace}/${name}`),
      );
    } else if (policy.hasSelector) {
      policy.workloads.forEach(workload => workloads.add(workload));
    } else {
      isMesh ||= policy.isOfMesh;
      namespaces.add(policy.namespace);
    }
  }
  return { workloads, namespaces, services, isMesh };
});

function isCovered(mesh: Mesh, workload: Workload): boolean {
  const { workloads, namespaces, services, isMesh } = coverOf(mesh);
  return (
    isMesh ||
    namespaces.has(workload.namespace) ||
    workloads.has(workload) ||
    mesh
      .servicesOf(workload)
      .some(({ ref }) =>
        services.has(`${ref.kind}/${ref.namespace ?? ''}/${ref.name}`),
      )
  );
}

export const workloadUncovered: Check = {
  code: 'MESH3107',
  severity: 'info',
  title: 'Workload without an AuthorizationPolicy',
  kiali: ['KIA1301'],
  find: mesh =>
    mesh.workloads
      .filter(
        workload =>
          !['none', 'gateway'].includes(workload.sidecar.state) &&
          workload.namespace !== mesh.config.rootNamespace &&
          !isCovered(mesh, workload),
      )
      .map(workload => ({
        object: workload.ref,
        message: `No AuthorizationPolicy is for ${describeRef(
          workload.ref,
        )}: whoever reaches it may call it.`,
        fix: 'Add an AuthorizationPolicy that allows the callers it needs.',
      })),
};
