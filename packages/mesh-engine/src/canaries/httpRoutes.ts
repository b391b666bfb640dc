import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { refKey, refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { impactOf, trafficOf } from './traffic';
import type { CanaryState, Split } from './types';

function backendsOf(mesh: Mesh, object: KubeObject, rule: unknown) {
  return asList(asRecord(rule).backendRefs)
    .map(asRecord)
    .map(backend => ({
      service: mesh.service(
        asText(backend.namespace) ?? object.metadata.namespace ?? 'default',
        asText(backend.name) ?? '',
      ),
      name: asText(backend.name) ?? '',
      weight: asNumber(backend.weight) ?? 1,
    }));
}

function versionOf(service: MeshService | undefined, name: string): string {
  const versions = new Set(
    service?.workloads.map(workload => workload.canonicalRevision),
  );
  return versions.size === 1 ? [...versions][0] : name;
}

/** Rules of HTTPRoutes that split between backends. */
export function httpRouteCanaries(
  mesh: Mesh,
  taken: ReadonlySet<string>,
): CanaryState[] {
  return mesh.objects('HTTPRoute').flatMap(object =>
    asList(at(object, 'spec', 'rules')).flatMap((rule, index) => {
      const backends = backendsOf(mesh, object, rule);
      const isTaken = backends.some(
        ({ service }) => service && taken.has(refKey(service.ref)),
      );
      if (backends.length < 2 || isTaken) {
        return [];
      }
      const total = backends.reduce((sum, { weight }) => sum + weight, 0);
      const applied: Split[] = backends.map(({ service, name, weight }) => ({
        version: versionOf(service, name),
        workloads: service?.workloads.map(workload => workload.name) ?? [],
        weight: total > 0 ? weight / total : 0,
      }));
      const parent = asList(at(object, 'spec', 'parentRefs'))
        .map(asRecord)
        .find(({ kind }) => kind === 'Service');
      const namespace = object.metadata.namespace ?? 'default';
      const stable = [...applied].sort((a, b) => b.weight - a.weight)[0]
        .version;
      const traffic = trafficOf(applied, stable);
      const ref = refOf(object);
      return [
        {
          id: `httproute/${namespace}/${object.metadata.name}/${index}`,
          namespace,
          service: asText(parent?.name) ?? backends[0].name,
          source: 'httproute' as const,
          object: ref,
          phase:
            traffic === 'split' ? ('Progressing' as const) : ('Idle' as const),
          rawPhase: '',
          observed: true,
          strategy: 'weight' as const,
          traffic,
          impact: impactOf(mesh, namespace, applied),
          stable,
          canary: applied.find(({ version }) => version !== stable)?.version,
          applied,
          sinceReason:
            'An HTTPRoute does not tell since when its weights are what they are.',
          matches: [],
          because: [
            {
              object: ref,
              field: `spec.rules.${index}.backendRefs`,
              origin: mesh.originOf(ref, ['spec', 'rules', index]),
              says: `The rule sends ${applied
                .map(
                  ({ version, weight }) =>
                    `${Math.round(weight * 1000) / 10} % to ${version}`,
                )
                .join(' and ')}.`,
            },
          ],
        },
      ];
    }),
  );
}
