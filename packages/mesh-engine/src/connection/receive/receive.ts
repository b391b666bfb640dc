import type { Mesh } from '../../mesh/Mesh';
import { perMeshAnd } from '../../mesh/perMesh';
import type { ServicePort } from '../../mesh/types';
import type { Endpoint } from '../endpoints';
import { isIntercepted } from '../isIntercepted';
import { byApplication } from './byApplication';
import { byGateway } from './byGateway';
import { bySidecar } from './bySidecar';
import { byZtunnel } from './byZtunnel';
import type { Received, Sent } from './types';

function decide(
  mesh: Mesh,
  endpoint: Endpoint,
  sent: Sent,
  port: ServicePort,
): Received {
  const { plane, workload, ref } = endpoint;
  if (plane === 'unknown') {
    return {
      outcome: 'unknown',
      because: [
        {
          object: ref,
          says: 'It is not known whether the server has a proxy: neither its pods nor its namespace are.',
        },
      ],
      dependsOn: `whether ${ref.name} has a proxy`,
    };
  }
  if (plane === 'none') {
    return byApplication(sent, port);
  }
  if (plane === 'gateway') {
    return byGateway(mesh, endpoint, sent, port);
  }
  if (plane === 'ambient') {
    return byZtunnel(mesh, endpoint, sent, port);
  }
  if (endpoint.port === undefined) {
    return {
      outcome: 'unknown',
      because: [
        {
          object: ref,
          says: `No container declares the port ${
            port.targetName ?? port.number
          }.`,
        },
      ],
      dependsOn: `the port of the pod that ${
        port.targetName ?? port.number
      } names`,
    };
  }
  if (
    workload &&
    !isIntercepted(workload.annotations, 'Inbound', endpoint.port)
  ) {
    const received = byApplication(sent, port);
    return {
      ...received,
      because: [
        {
          object: ref,
          field: 'metadata.annotations',
          says: `Inbound port ${endpoint.port} is excluded from the server's proxy.`,
        },
        ...received.because,
      ],
    };
  }
  return bySidecar(mesh, endpoint, sent, port, endpoint.port);
}

/** What an endpoint makes of what a caller sends to it; decided once for each mesh. */
export const receive = perMeshAnd(
  (mesh, endpoint: Endpoint, sent: Sent, port: ServicePort): Received =>
    decide(mesh, endpoint, sent, port),
  ({ wire, ownCertificates }, { number, protocol }) =>
    `${wire} ${ownCertificates} ${number} ${protocol}`,
);
