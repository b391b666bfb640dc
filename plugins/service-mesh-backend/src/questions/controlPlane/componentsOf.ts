import type { Mesh, Workload } from '@ecotrack/mesh-engine';
import type { Component } from '@ecotrack/backstage-plugin-service-mesh-common';

type Fields = Record<string, unknown>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

function versionOf({ pods }: Workload, mesh: Mesh, ref: Workload['ref']) {
  const template = fields(fields(fields(mesh.get(ref)?.spec).template).spec);
  const [pod] = pods;
  const containers = fields(pod?.object.spec).containers ?? template.containers;
  const [first] = Array.isArray(containers) ? containers : [];
  const image = fields(first).image;
  const tag =
    typeof image === 'string' ? /:([\w.-]+)$/.exec(image)?.[1] : undefined;
  return tag ?? null;
}

function zonesOf({ pods }: Workload, mesh: Mesh): string[] {
  const zones = pods.flatMap(({ node }) => {
    const object = mesh.get({
      apiVersion: 'v1',
      kind: 'Node',
      name: node ?? '',
    });
    return object?.metadata.labels?.['topology.kubernetes.io/zone'] ?? [];
  });
  return [...new Set(zones)].sort();
}

function roleOf(workload: Workload, mesh: Mesh): Component['role'] | undefined {
  const { labels, namespace, sidecar } = workload;
  if (
    labels.app === 'istiod' ||
    (labels.istio === 'pilot' && namespace === mesh.config.rootNamespace)
  ) {
    return 'istiod';
  }
  if (sidecar.state === 'gateway') {
    return /egress/.test(labels.istio ?? workload.name)
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
  return ready === 0 && desired > 0
    ? 'failing'
    : ready < desired
    ? 'degraded'
    : 'ok';
}

/** istiod, the gateways, and whatever else stands at the edge. */
export function componentsOf(mesh: Mesh): Component[] {
  return mesh.workloads.flatMap(workload => {
    const role = roleOf(workload, mesh);
    if (!role) {
      return [];
    }
    const { ready, desired } = workload;
    return [
      {
        name: workload.name,
        namespace: workload.namespace,
        role,
        version: versionOf(workload, mesh, workload.ref),
        revision: workload.labels['istio.io/rev'] ?? null,
        ready,
        desired,
        zones: zonesOf(workload, mesh),
        health: healthOf(workload),
        because: [
          {
            object: workload.ref,
            field: 'status.readyReplicas',
            says:
              ready === undefined
                ? 'Its readiness is not known.'
                : `${ready} of ${desired} pods are ready.`,
          },
        ],
      },
    ];
  });
}
