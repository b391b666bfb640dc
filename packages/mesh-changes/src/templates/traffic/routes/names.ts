import type { Mesh, MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';

const NETWORKING = 'networking.istio.io';
const KINDS = ['VirtualService', 'DestinationRule'];

/** The version that the objects of the namespace are written in, `v1` where there are none. */
function apiVersionIn(mesh: Mesh, namespace: string): string {
  const like = KINDS.flatMap(kind => mesh.objects(kind, NETWORKING)).find(
    ({ metadata }) => metadata.namespace === namespace,
  );
  return like?.apiVersion ?? `${NETWORKING}/v1`;
}

/** Version, kind and metadata of a new object for a service, under a name that is free. */
export function newObject(
  mesh: Mesh,
  service: MeshService,
  kind: 'VirtualService' | 'DestinationRule',
) {
  const { namespace, name: base } = service;
  const apiVersion = apiVersionIn(mesh, namespace);
  const name = [base, `${base}-mesh`].find(
    candidate => !mesh.get({ apiVersion, kind, namespace, name: candidate }),
  );
  if (name === undefined) {
    throw new ParameterError(
      'service',
      `${kind} ${base} and ${base}-mesh in ${namespace} exist already and are for other hosts.`,
    );
  }
  return { apiVersion, kind, metadata: { name, namespace } };
}

/** The host that objects in the namespace of a service name it by. */
export const ownHost = ({ kind, host, name }: MeshService): string =>
  kind === 'external' ? host : name;
