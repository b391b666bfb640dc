import type { JsonObject } from '@backstage/types';
import type { ParameterPicker } from '@ecotrack/mesh-changes';
import type { Mesh, MeshService } from '@ecotrack/mesh-engine';

const MAX = 1000;

const sorted = (names: Iterable<string | undefined>) =>
  [...new Set(names)]
    .flatMap(name => (name ? [name] : []))
    .sort((a, b) => a.localeCompare(b))
    .slice(0, MAX);

/** What of the mesh may be chosen for the parameters that are given. */
export function choicesOf(
  mesh: Mesh,
  { namespace, service: name }: JsonObject,
): Record<ParameterPicker, string[]> {
  const isWanted = (object: { namespace: string }) =>
    typeof namespace !== 'string' ||
    namespace === '' ||
    object.namespace === namespace;
  const services = mesh.services.filter(
    service => isWanted(service) && service.kind === 'service',
  );
  const service: MeshService | undefined =
    typeof namespace === 'string' && typeof name === 'string'
      ? mesh.service(namespace, name)
      : undefined;
  return {
    namespace: sorted([
      ...mesh.namespaces.keys(),
      ...mesh.workloads.map(workload => workload.namespace),
    ]),
    service: sorted(services.map(each => each.name)),
    workload: sorted(
      mesh.workloads.filter(isWanted).map(workload => workload.name),
    ),
    version: sorted(
      (service?.workloads ?? mesh.workloads.filter(isWanted)).map(
        ({ canonicalRevision }) => canonicalRevision,
      ),
    ),
    port: sorted(
      (service ? [service] : services).flatMap(({ ports }) =>
        ports.map(({ number }) => String(number)),
      ),
    ),
    'service-account': sorted([
      ...mesh.objects('ServiceAccount', '').map(each => each.metadata.name),
      ...mesh.workloads.map(({ serviceAccount }) => serviceAccount),
    ]),
    host: sorted(mesh.services.map(({ host }) => host)),
    gateway: sorted(
      mesh
        .objects('Gateway')
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ),
  };
}
