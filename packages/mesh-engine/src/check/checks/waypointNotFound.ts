import type { Mesh } from '../../mesh/Mesh';
import { asLabels } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { ObjectRef } from '../../resources/types';
import {
  gatewayOf,
  isAmbient,
  isAmbientNamespace,
  isWaypoint,
  USE_WAYPOINT,
  waypointNamed,
} from '../reading/ambient';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

interface Naming {
  ref: ObjectRef;
  namespace: string;
  field: string;
  labels: Readonly<Record<string, string>>;
}

/** Objects that can name a waypoint, where it counts. */
function namings(mesh: Mesh): Naming[] {
  return [
    ...mesh.workloads
      .filter(workload => isAmbient(mesh, workload))
      .map(({ ref, namespace, labels }) => ({
        ref,
        namespace,
        labels,
        field: 'spec.template.metadata.labels',
      })),
    ...mesh.objects('Service', '').map(object => ({
      ref: refOf(object),
      namespace: namespaceOf(object),
      labels: asLabels(object.metadata.labels),
      field: 'metadata.labels',
    })),
    ...[...mesh.namespaces]
      .filter(([name]) => isAmbientNamespace(mesh, name))
      .map(([name, object]) => ({
        ref: refOf(object),
        namespace: name,
        labels: asLabels(object.metadata.labels),
        field: 'metadata.labels',
      })),
  ];
}

export const waypointNotFound: Check = {
  code: 'MESH3313',
  severity: 'error',
  title: 'Waypoint that does not exist',
  kiali: ['KIA1313'],
  find: mesh =>
    namings(mesh).flatMap(({ ref, namespace, labels, field }) => {
      const name = waypointNamed(labels);
      if (name === undefined) {
        return [];
      }
      const where = labels[`${USE_WAYPOINT}-namespace`] ?? namespace;
      const gateway = gatewayOf(mesh, where, name);
      return gateway && isWaypoint(gateway)
        ? []
        : {
            object: ref,
            field: `${field}.${USE_WAYPOINT}`,
            message: gateway
              ? `${describeRef(ref)} names ${describeRef(
                  refOf(gateway),
                )} as its waypoint, which is no waypoint: its class is another.`
              : `${describeRef(
                  ref,
                )} names waypoint ${name} of namespace ${where}, which does not exist: calls do not go through it.`,
            fix: 'Correct the name, or create the waypoint: a Gateway of class istio-waypoint.',
          };
    }),
};
