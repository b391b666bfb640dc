import { selectsWorkload } from '../../mesh/selectors';
import type { Workload } from '../../mesh/types';
import { asLabels, asList, asRecord, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { namespaceOf } from './scope';

export const SCOPED = 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE';

/** Whether istiod lets a gateway select workloads of its own namespace only. */
export const isScoped = perMesh(mesh =>
  mesh
    .objects('Deployment', 'apps')
    .filter(
      ({ metadata }) =>
        metadata.labels?.app === 'istiod' || metadata.name.startsWith('istiod'),
    )
    .flatMap(deployment =>
      asList(at(deployment, 'spec', 'template', 'spec', 'containers')),
    )
    .flatMap(container => asList(asRecord(container).env))
    .map(asRecord)
    .some(({ name, value }) => name === SCOPED && value === 'true'),
);

/** Gateways with the workloads that serve them; pods are found by one label of the selector first. */
export const servedGateways = perMesh(mesh => {
  const byLabel = new Map<string, Set<Workload>>();
  for (const workload of mesh.workloads) {
    const pods = workload.pods.map(({ labels }) => labels);
    for (const labels of [workload.labels, ...pods]) {
      for (const [key, value] of Object.entries(labels)) {
        const found = byLabel.get(`${key}=${value}`) ?? new Set();
        byLabel.set(`${key}=${value}`, found.add(workload));
      }
    }
  }
  return mesh
    .objects('Gateway', 'networking.istio.io')
    .map((object): [KubeObject, Workload[]] => {
      const selector = asLabels(at(object, 'spec', 'selector'));
      const [first] = Object.entries(selector);
      const candidates = first
        ? [...(byLabel.get(first.join('=')) ?? [])]
        : [...mesh.workloads];
      return [
        object,
        candidates.filter(
          workload =>
            selectsWorkload(selector, workload) &&
            (!isScoped(mesh) || workload.namespace === namespaceOf(object)),
        ),
      ];
    });
});
