import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { selectsWorkload } from '../../mesh/selectors';
import type { MeshService } from '../../mesh/types';
import { asLabels, asList, asRecord, at } from '../../resources/fields';
import { push } from './push';
import { namespaceOf } from './scope';

const workloadEntries = perMesh(mesh => {
  const index = new Map<string, Record<string, unknown>[]>();
  mesh
    .objects('WorkloadEntry', 'networking.istio.io')
    .forEach(entry =>
      push(index, namespaceOf(entry), asRecord(at(entry, 'spec', 'labels'))),
    );
  return index;
});

const fits = (
  wanted: Record<string, string>,
  labels: Record<string, unknown>,
) => Object.entries(wanted).every(([key, value]) => labels[key] === value);

/** Whether any endpoint of a service carries the labels. */
export function hasEndpoint(
  mesh: Mesh,
  service: MeshService,
  labels: Record<string, string>,
): boolean {
  const object = mesh.get(service.ref);
  const isEntry = service.ref.kind === 'ServiceEntry';
  const listed = isEntry
    ? asList(at(object, 'spec', 'endpoints')).map(endpoint =>
        asRecord(asRecord(endpoint).labels),
      )
    : [];
  const selector = isEntry
    ? asLabels(at(object, 'spec', 'workloadSelector', 'labels'))
    : service.selector ?? {};
  const entries =
    Object.keys(selector).length > 0
      ? (workloadEntries(mesh).get(service.namespace) ?? []).filter(entry =>
          fits(selector, entry),
        )
      : [];
  return (
    service.workloads.some(workload => selectsWorkload(labels, workload)) ||
    [...listed, ...entries].some(entry => fits(labels, entry))
  );
}

/** Where nothing is known of the endpoints, nothing can be missing. */
export function knowsEndpoints(
  mesh: Mesh,
  { ref, selector }: MeshService,
): boolean {
  return ref.kind === 'Service'
    ? Object.keys(selector ?? {}).length > 0
    : asList(at(mesh.get(ref), 'spec', 'endpoints')).length > 0 ||
        at(mesh.get(ref), 'spec', 'workloadSelector') !== undefined;
}
