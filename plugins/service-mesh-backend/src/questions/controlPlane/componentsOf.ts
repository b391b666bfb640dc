import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import type { Component } from '@ecotrack/backstage-plugin-service-mesh-common';
import { fieldsOf } from '../objects/fields';

const ZONE = 'topology.kubernetes.io/zone';
const WAYPOINT = 'istio.io-mesh-controller';

/** The tag of the first container's image, of a running pod where one is known. */
function versionOf({ pods, ref }: Workload, mesh: Mesh): string | null {
  const template = fieldsOf(fieldsOf(mesh.get(ref)?.spec).template);
  const { containers } = fieldsOf(pods[0]?.object.spec ?? template.spec);
  const [first] = Array.isArray(containers) ? containers : [];
  const { image } = fieldsOf(first);
  return typeof image === 'string'
    ? /:([\w.-]+)(@.*)?$/.exec(image)?.[1] ?? null
    : null;
}

function zonesOf({ pods }: Workload, mesh: Mesh): string[] {
  const zones = pods.flatMap(({ node }) => {
    const object =
      node && mesh.get({ apiVersion: 'v1', kind: 'Node', name: node });
    return (object && object.metadata.labels?.[ZONE]) || [];
  });
  return [...new Set(zones)].sort();
}

function roleOf(workload: Workload, mesh: Mesh): Component['role'] | undefined {
  const { labels, namespace, sidecar, name } = workload;
  if (
    labels.app === 'istiod' ||
    (labels.istio === 'pilot' && namespace === mesh.config.rootNamespace)
  ) {
    return 'istiod';
  }
  if (labels['gateway.istio.io/managed'] === WAYPOINT) {
    return 'other';
  }
  if (sidecar.state === 'gateway') {
    return /egress/.test(labels.istio ?? name)
      ? 'egress-gateway'
      : 'ingress-gateway';
  }
  return labels['app.kubernetes.io/component'] === 'gateway'
    ? 'edge'
    : undefined;
}

function healthOf({ ready, desired }: Workload): Component['health'] {
  if (ready === undefined || desired === undefined) {
    return 'unknown';
  }
  if (ready === 0 && desired > 0) {
    return 'failing';
  }
  return ready < desired ? 'degraded' : 'ok';
}

/** istiod, the gateways, and whatever else stands at the edge. */
export function componentsOf(mesh: Mesh): Component[] {
  return mesh.workloads.flatMap(workload => {
    const role = roleOf(workload, mesh);
    if (!role) {
      return [];
    }
    const { ref, name, namespace, labels, ready, desired } = workload;
    return [
      {
        name,
        namespace,
        role,
        version: versionOf(workload, mesh),
        revision: labels['istio.io/rev'] ?? null,
        ready,
        desired,
        zones: zonesOf(workload, mesh),
        health: healthOf(workload),
        because: [
          {
            object: ref,
            field: 'status.readyReplicas',
            says:
              ready === undefined || desired === undefined
                ? 'Its readiness is not known.'
                : `${ready} of ${desired} pods are ready.`,
          },
        ],
      },
    ];
  });
}
