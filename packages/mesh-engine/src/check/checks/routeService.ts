import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from '../reading/push';
import {
  type RouteReference,
  routeReferences,
} from '../reading/routeReferences';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

const grants = perMesh(mesh => {
  const index = new Map<string, KubeObject[]>();
  mesh
    .objects('ReferenceGrant', 'gateway.networking.k8s.io')
    .forEach(grant => push(index, namespaceOf(grant), grant));
  return index;
});

/** Whether a grant of the service's namespace lets the route name it. */
function isGranted(
  mesh: Mesh,
  { object, namespace, name }: RouteReference,
): boolean {
  const own = namespaceOf(object);
  return (grants(mesh).get(namespace) ?? []).some(
    grant =>
      asList(at(grant, 'spec', 'from'))
        .map(asRecord)
        .some(from => from.kind === object.kind && from.namespace === own) &&
      asList(at(grant, 'spec', 'to'))
        .map(asRecord)
        .some(
          to => to.kind === 'Service' && (!asText(to.name) || to.name === name),
        ),
  );
}

export const routeService: Check = {
  code: 'MESH2602',
  severity: 'error',
  title: 'Route to a service that does not exist',
  kiali: ['KIA1402'],
  find: mesh =>
    routeReferences(mesh)
      .filter(({ kind }) => kind === 'Service')
      .flatMap(reference => {
        const { object, field, namespace, name, role } = reference;
        const isMissing = mesh.service(namespace, name)?.ref.kind !== 'Service';
        const isRefused =
          role === 'backend' &&
          namespace !== namespaceOf(object) &&
          !isGranted(mesh, reference);
        if (!isMissing && !isRefused) {
          return [];
        }
        return {
          object: refOf(object),
          field: `${field}.name`,
          message: isMissing
            ? `${describeRef(refOf(object))} ${
                role === 'parent' ? 'is for' : 'sends requests to'
              } Service ${name} in ${namespace}, which does not exist${
                role === 'backend' ? ': they fail with 500' : ''
              }.`
            : `${describeRef(
                refOf(object),
              )} sends requests to Service ${name} in ${namespace}, which no ReferenceGrant there allows: they fail with 500.`,
          fix: isMissing
            ? 'Correct the name and the namespace, or add the Service.'
            : `Add a ReferenceGrant to ${namespace} from ${
                object.kind
              } of ${namespaceOf(object)} to Service.`,
        };
      }),
};
