import { asList, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { namespaceOf } from './scope';

/** A reference from a route of the Gateway API. */
export interface RouteReference {
  object: KubeObject;
  field: string;
  kind: string;
  namespace: string;
  name: string;
  section?: string;
  role: 'parent' | 'backend';
}

const KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

function referencesOf(object: KubeObject): RouteReference[] {
  const read = (
    role: RouteReference['role'],
    field: string,
    value: unknown,
  ): RouteReference => {
    const { kind, namespace, name, sectionName } = asRecord(value);
    return {
      object,
      field,
      role,
      kind: asText(kind) ?? (role === 'parent' ? 'Gateway' : 'Service'),
      namespace: asText(namespace) || namespaceOf(object),
      name: asText(name) ?? '',
      section: asText(sectionName),
    };
  };
  return [
    ...asList(at(object, 'spec', 'parentRefs')).map((parent, index) =>
      read('parent', `spec.parentRefs[${index}]`, parent),
    ),
    ...asList(at(object, 'spec', 'rules')).flatMap((rule, index) => [
      ...asList(asRecord(rule).backendRefs).map((backend, place) =>
        read('backend', `spec.rules[${index}].backendRefs[${place}]`, backend),
      ),
      ...asList(asRecord(rule).filters).flatMap((filter, place) => {
        const mirror = at(filter, 'requestMirror', 'backendRef');
        const field = `spec.rules[${index}].filters[${place}].requestMirror.backendRef`;
        return mirror ? [read('backend', field, mirror)] : [];
      }),
    ]),
  ];
}

/** Every reference of every route of the Gateway API. */
export const routeReferences = perMesh(mesh =>
  KINDS.flatMap(kind =>
    mesh
      .objects(kind, 'gateway.networking.k8s.io')
      .flatMap(object => referencesOf(object)),
  ),
);
