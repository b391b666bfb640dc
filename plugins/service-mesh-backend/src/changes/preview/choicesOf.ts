import type { JsonObject } from '@backstage/types';
import type { ParameterPicker } from '@ecotrack/mesh-changes';
import type { Finding, Mesh, MeshService } from '@ecotrack/mesh-engine';

const MAX = 1000;

const sorted = (names: Iterable<string | undefined>) =>
  [...new Set(names)]
    .flatMap(name => (name ? [name] : []))
    .sort((a, b) => a.localeCompare(b))
    .slice(0, MAX);

/** Findings that may be accepted at the objects that some of the parameters name. */
function acceptableOf(
  mesh: Mesh,
  given: JsonObject,
): (...fields: ('namespace' | 'kind' | 'name')[]) => Finding[] {
  const all = mesh
    .check()
    .filter(({ severity, object }) => severity !== 'error' && object);
  return (...fields) =>
    all.filter(({ object }) =>
      fields.every(field => !given[field] || object?.[field] === given[field]),
    );
}

const namedAccounts = (mesh: Mesh): { namespace: string; name: string }[] => [
  ...mesh
    .objects('ServiceAccount', '')
    .map(({ metadata: { namespace = '', name } }) => ({ namespace, name })),
  ...mesh.workloads.map(({ namespace, serviceAccount }) => ({
    namespace,
    name: serviceAccount,
  })),
];

/** What of the mesh may be chosen for the parameters that are given; `identity` is `namespace/service account`. */
export function choicesOf(
  mesh: Mesh,
  { namespace, service: name, kind, name: objectName }: JsonObject,
): Record<ParameterPicker | 'identity', string[]> {
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
  const acceptable = acceptableOf(mesh, { namespace, kind, name: objectName });
  const accounts = namedAccounts(mesh);
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
    'service-account': sorted(accounts.map(account => account.name)),
    identity: sorted(
      accounts.map(account => `${account.namespace}/${account.name}`),
    ),
    host: sorted(mesh.services.map(({ host }) => host)),
    gateway: sorted(
      mesh
        .objects('Gateway')
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    ),
    kind: sorted(acceptable('namespace').map(({ object }) => object?.kind)),
    object: sorted(
      acceptable('namespace', 'kind').map(({ object }) => object?.name),
    ),
    finding: sorted(
      acceptable('namespace', 'kind', 'name').map(({ code }) => code),
    ),
  };
}
