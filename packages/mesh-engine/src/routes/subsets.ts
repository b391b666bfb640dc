import type { Mesh } from '../mesh/Mesh';
import { fullHost, hostMatches } from '../mesh/hosts';
import { selectsWorkload } from '../mesh/selectors';
import type { MeshService, Workload } from '../mesh/types';
import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import { byAge } from '../resources/byAge';
import { refOf } from '../resources/ref';
import type { KubeObject, ObjectRef } from '../resources/types';

/** DestinationRules by the services that they are for, those of the service's own namespace first. */
export function destinationRulesByService(
  mesh: Mesh,
): ReadonlyMap<MeshService, readonly KubeObject[]> {
  const { clusterDomain } = mesh.config;
  const byHost = new Map<string, KubeObject[]>();
  for (const rule of mesh.objects('DestinationRule', 'networking.istio.io')) {
    const host = asText(at(rule, 'spec', 'host'));
    if (host !== undefined) {
      const full = fullHost(
        host,
        rule.metadata.namespace ?? 'default',
        clusterDomain,
      );
      byHost.set(full, [...(byHost.get(full) ?? []), rule]);
    }
  }
  const wildcards = [...byHost].filter(([host]) => host.startsWith('*'));
  return new Map(
    mesh.services.map(service => {
      const exact = byHost.get(service.host) ?? [];
      const matching = wildcards
        .filter(([host]) => host !== service.host)
        .filter(([host]) => hostMatches(host, service.host))
        .flatMap(([, rules]) => rules);
      const isForeign = (rule: KubeObject) =>
        Number(rule.metadata.namespace !== service.namespace);
      return [
        service,
        [...exact, ...matching].sort(
          (x, y) => isForeign(x) - isForeign(y) || byAge(x, y),
        ),
      ];
    }),
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
  for (const rule of mesh.destinationRules(service)) {
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
