import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';

/** Labels that change with a release or a ReplicaSet. */
const PASSING = [
  'version',
  'app.kubernetes.io/version',
  'service.istio.io/canonical-revision',
  'pod-template-hash',
  'rollouts-pod-template-hash',
  'controller-revision-hash',
  'helm.sh/chart',
];

const isLasting = ([name]: [string, string]) => !PASSING.includes(name);

/** Labels that pick a workload now and after its next release: those of its service, else its own lasting ones. */
export function stableSelector(
  mesh: Mesh,
  workload: Workload,
): Record<string, string> {
  const [service] = [...mesh.servicesOf(workload)]
    .filter(({ selector }) => selector)
    .sort(
      (a, b) =>
        Object.keys(a.selector!).length - Object.keys(b.selector!).length ||
        (a.name < b.name ? -1 : 1),
    );
  const ofService = Object.entries(service?.selector ?? {}).filter(isLasting);
  const entries =
    ofService.length > 0
      ? ofService
      : Object.entries(workload.labels).filter(isLasting);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
