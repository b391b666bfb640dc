import type { Mesh } from '../mesh/Mesh';
import { perMesh } from '../mesh/perMesh';
import { selects } from '../mesh/selectors';
import type { MeshService, Workload } from '../mesh/types';
import { byAge } from '../resources/byAge';
import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';

/** A proxy in front of a server: that of a workload, or one that is known by its labels and addresses. */
export interface ServerProxy {
  namespace: string;
  labels: Readonly<Record<string, string>>;
  addresses?: readonly string[];
  workload?: Workload;
}

/** ServiceEntries by the addresses of their endpoints. */
const byAddress = perMesh(mesh => {
  const index = new Map<string, MeshService[]>();
  for (const service of mesh.services) {
    if (service.ref.kind === 'ServiceEntry') {
      for (const entry of asList(
        at(mesh.get(service.ref), 'spec', 'endpoints'),
      )) {
        const address = asText(asRecord(entry).address) ?? '';
        index.set(address, [...(index.get(address) ?? []), service]);
      }
    }
  }
  return index;
});

function selectorOf(mesh: Mesh, service: MeshService): Record<string, string> {
  return (
    service.selector ??
    asLabels(at(mesh.get(service.ref), 'spec', 'workloadSelector', 'labels'))
  );
}

/** Services that a proxy serves, the oldest first. */
export function servicesOfProxy(
  mesh: Mesh,
  { namespace, labels, addresses = [], workload }: ServerProxy,
): MeshService[] {
  const selecting = workload
    ? mesh.servicesOf(workload)
    : mesh.services.filter(service => {
        const selector = selectorOf(mesh, service);
        return (
          service.namespace === namespace &&
          Object.keys(selector).length > 0 &&
          selects(selector, labels)
        );
      });
  const found = new Set([
    ...selecting,
    ...addresses.flatMap(address => byAddress(mesh).get(address) ?? []),
  ]);
  const object = ({ ref }: MeshService): KubeObject =>
    mesh.get(ref) ?? { ...ref, metadata: { name: ref.name } };
  return [...found].sort((a, b) => byAge(object(a), object(b)));
}
