import type { Mesh } from '../../mesh/Mesh';
import { selectsWorkload } from '../../mesh/selectors';
import type { Workload } from '../../mesh/types';
import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  at,
} from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../reading/perMesh';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

const SCOPED = 'PILOT_SCOPE_GATEWAY_TO_NAMESPACE';

/** Whether istiod lets a gateway select workloads of its own namespace only. */
const isScoped = perMesh(mesh =>
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

export const gatewaySelector: Check = {
  code: 'MESH2201',
  severity: 'warning',
  title: 'Gateway that no workload serves',
  kiali: ['KIA0302'],
  istioctl: ['IST0101'],
  find: mesh =>
    servedGateways(mesh).flatMap(([object, workloads]) => {
      const selector = asLabels(at(object, 'spec', 'selector'));
      const labels = Object.entries(selector).map(pair => pair.join('='));
      return labels.length === 0 || workloads.length > 0
        ? []
        : {
            object: refOf(object),
            field: 'spec.selector',
            message: `${describeRef(
              refOf(object),
            )} is for pods with ${labels.join(', ')}, and there are none${
              isScoped(mesh) ? ' in its namespace' : ''
            }: nobody listens on its ports.`,
            fix: 'Correct the selector, or deploy the gateway.',
            because: isScoped(mesh)
              ? [{ says: `istiod is set to ${SCOPED}.` }]
              : [],
          };
    }),
};

/** Ports of the services in front of a workload, and what they lead to. */
function portsBefore(mesh: Mesh, workloads: readonly Workload[]) {
  return workloads
    .flatMap(workload => mesh.servicesOf(workload))
    .filter(({ ref }) => ref.kind === 'Service')
    .flatMap(({ ports }) => ports);
}

export const gatewayPort: Check = {
  code: 'MESH2202',
  severity: 'warning',
  title: 'Gateway port that its service does not have',
  istioctl: ['IST0162'],
  find: mesh =>
    servedGateways(mesh).flatMap(([object, workloads]) => {
      const ports = portsBefore(mesh, workloads);
      const numbers = new Set(
        ports.flatMap(({ number, targetPort }) => [number, targetPort]),
      );
      return asList(at(object, 'spec', 'servers')).flatMap((server, index) => {
        const number = asNumber(at(server, 'port', 'number'));
        const isWaiting = ports.length === 0 || number === undefined;
        return isWaiting || numbers.has(number)
          ? []
          : {
              object: refOf(object),
              field: `spec.servers[${index}].port.number`,
              message: `${describeRef(
                refOf(object),
              )} listens on port ${number}, but the service of its pods has no such port: nobody reaches it.`,
              fix: `Add port ${number} to the service, or use one of ${[
                ...new Set(ports.map(port => port.number)),
              ].join(', ')}.`,
              because: workloads.map(({ ref, name }) => ({
                object: ref,
                says: `${asText(name)} serves the gateway.`,
              })),
            };
      });
    }),
};
