import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import { listed } from '../common/find';
import { selects } from '../common/scope';
import { at, labelsOf, list, record } from '../common/values';
import { GROUP, isInForce } from './place';
import { rulesOf } from './rules';

/** Tells of services whether some policy lets somebody in. */
function openness(mesh: Mesh): (service: MeshService) => boolean {
  const { rootNamespace } = mesh.config;
  const policies = mesh
    .objects('AuthorizationPolicy', GROUP)
    .filter(policy => isInForce(policy, 'ALLOW') && rulesOf(policy).length > 0)
    .map(policy => ({
      namespace: policy.metadata.namespace,
      selector: labelsOf(at(policy, 'spec', 'selector', 'matchLabels')),
      targets: list(at(policy, 'spec', 'targetRefs')).map(record),
    }));
  const lets = (workload: Workload, service: MeshService) =>
    policies.some(({ namespace, selector, targets }) =>
      targets.length > 0
        ? namespace === service.namespace &&
          targets.some(
            ({ kind, name }) => kind === 'Service' && name === service.name,
          )
        : [workload.namespace, rootNamespace].includes(namespace ?? '') &&
          selects(selector, workload.labels),
    );
  return service => service.workloads.every(each => lets(each, service));
}

/** What becomes of everything in a namespace where nothing is allowed by default, a sentence a sort. */
export function whatStaysOpen(mesh: Mesh, namespace: string): string[] {
  const isOfMesh = namespace === mesh.config.rootNamespace;
  const isThere = (home: string) => isOfMesh || home === namespace;
  const isBare = ({ sidecar }: Workload) => sidecar.state === 'none';
  const isOpen = openness(mesh);
  const services = mesh.services.filter(
    ({ ref, selector, workloads, namespace: home }) =>
      ref.kind === 'Service' &&
      selector !== undefined &&
      isThere(home) &&
      workloads.some(workload => !isBare(workload)),
  );
  const open = services.filter(isOpen);
  const told: [string, readonly { name: string; namespace: string }[]][] = [
    ['Stay open to whom their own policies name', open],
    [
      'Shut to everybody until a caller is allowed',
      services.filter(service => !open.includes(service)),
    ],
    [
      'Stay open to everybody, as they run without a proxy of the mesh',
      mesh.workloads.filter(
        workload => isThere(workload.namespace) && isBare(workload),
      ),
    ],
  ];
  return told
    .filter(([, things]) => things.length > 0)
    .map(
      ([words, things]) =>
        `${words}: ${listed(
          things.map(({ name, namespace: home }) =>
            isOfMesh ? `${name} of ${home}` : name,
          ),
        )}.`,
    );
}
