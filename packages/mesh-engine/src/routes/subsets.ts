import type { Mesh } from '../mesh/Mesh';
import { fullHost, hostMatches } from '../mesh/hosts';
import { selectsWorkload } from '../mesh/selectors';
import type { MeshService, Workload } from '../mesh/types';
import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import { byAge } from '../resources/byAge';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';

/** DestinationRules whose host is that of the service, those of its own namespace first. */
export function destinationRulesOf(
  mesh: Mesh,
  service: MeshService,
): KubeObject[] {
  return mesh
    .objects('DestinationRule', 'networking.istio.io')
    .filter(rule => {
      const host = asText(at(rule, 'spec', 'host'));
      const namespace = rule.metadata.namespace ?? 'default';
      return (
        host !== undefined &&
        hostMatches(
          fullHost(host, namespace, mesh.config.clusterDomain),
          service.host,
        )
      );
    })
    .sort(
      (a, b) =>
        Number(b.metadata.namespace === service.namespace) -
          Number(a.metadata.namespace === service.namespace) || byAge(a, b),
    );
}

/** A subset of a service: the DestinationRule that defines it, and the workloads that its labels pick. */
export interface Subset {
  rule?: KubeObject;
  ref?: ObjectRef;
  /** Path of the subset inside the rule. */
  field?: string;
  labels: Record<string, string>;
  workloads: Workload[];
}

/** Finds a subset of a service by name; without a rule when no DestinationRule defines it. */
export function subsetOf(
  mesh: Mesh,
  service: MeshService,
  name: string,
): Subset {
  for (const rule of destinationRulesOf(mesh, service)) {
    const subsets = asList(at(rule, 'spec', 'subsets')).map(asRecord);
    const index = subsets.findIndex(subset => subset.name === name);
    if (index >= 0) {
      const labels = asLabels(subsets[index].labels);
      return {
        rule,
        ref: refOf(rule),
        field: `spec.subsets.${index}`,
        labels,
        workloads: service.workloads.filter(workload =>
          selectsWorkload(labels, workload),
        ),
      };
    }
  }
  return { labels: {}, workloads: [] };
}
