import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namesOf, podPortsOf } from '../common/find';
import type { Scope } from '../common/scope';
import type { MtlsParameters } from './policy';

function requirePodPort(mesh: Mesh, workload: Workload, port: number): void {
  const known = [
    ...workload.containerPorts.map(({ number }) => number),
    ...mesh
      .servicesOf(workload)
      .flatMap(service =>
        service.ports.flatMap(each => podPortsOf(service, each)),
      ),
  ];
  if (!known.includes(port)) {
    throw new ParameterError(
      'port',
      `The pods of ${workload.name} have no port ${port}. ${namesOf(known)}`,
    );
  }
}

const WITHOUT_EFFECT: Partial<Record<Workload['sidecar']['state'], string>> = {
  none: 'runs without a proxy of the mesh, so no mode would count. Turn injection on for it first.',
  gateway:
    'is a gateway: what its ports take is said by the servers of its Gateway.',
};

/** @throws ParameterError when nothing would heed the mode */
export function requireEffect(
  mesh: Mesh,
  scope: Scope,
  parameters: MtlsParameters,
): void {
  const { workload } = scope;
  const { port, mode } = parameters;
  if (!workload) {
    if (port !== undefined) {
      throw new ParameterError(
        'port',
        'A mode for one port needs the workload that has the port. Name it, or leave the port out.',
      );
    }
    return;
  }
  const reason = WITHOUT_EFFECT[workload.sidecar.state];
  if (reason) {
    throw new ParameterError('workload', `${workload.name} ${reason}`);
  }
  if (scope.namespace === mesh.config.rootNamespace) {
    throw new ParameterError(
      'workload',
      `Istio takes no notice of a mode for one workload in ${scope.namespace}, where modes are for the whole mesh.`,
    );
  }
  if (workload.sidecar.state === 'ambient' && mode === 'DISABLE') {
    throw new ParameterError(
      'mode',
      `${workload.name} is in ambient mode, where mTLS cannot be turned off. Use PERMISSIVE to take plaintext too.`,
    );
  }
  if (port !== undefined) {
    requirePodPort(mesh, workload, port);
  }
}
