import type { Mesh } from '../../mesh/Mesh';
import { fullHost } from '../../mesh/hosts';
import { byAge } from '../../resources/byAge';
import { asLabels, asList, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { perMesh } from '../../mesh/perMesh';
import { push } from './push';
import { wildcardsOf } from './registry';
import { namespaceOf, scopeOf, type Scope } from './scope';

/** A DestinationRule, read. */
export interface Rule {
  object: KubeObject;
  namespace: string;
  written: string;
  host: string;
  scope: Scope;
  subsets: {
    name: string;
    labels: Record<string, string>;
    field: string;
    policy: Record<string, unknown>;
  }[];
  policy: Record<string, unknown>;
}

/** DestinationRules that have a host, the oldest first. */
export const allRules = perMesh(mesh =>
  [...mesh.objects('DestinationRule', 'networking.istio.io')]
    .sort(byAge)
    .flatMap((object): Rule[] => {
      const written = asText(at(object, 'spec', 'host'));
      const namespace = namespaceOf(object);
      return written
        ? [
            {
              object,
              namespace,
              written,
              host: fullHost(written, namespace, mesh.config.clusterDomain),
              scope: scopeOf(mesh, object),
              subsets: asList(at(object, 'spec', 'subsets')).map(
                (subset, index) => ({
                  name: asText(asRecord(subset).name) ?? '',
                  labels: asLabels(asRecord(subset).labels),
                  field: `spec.subsets[${index}]`,
                  policy: asRecord(asRecord(subset).trafficPolicy),
                }),
              ),
              policy: asRecord(at(object, 'spec', 'trafficPolicy')),
            },
          ]
        : [];
    }),
);

const byHost = perMesh(mesh => {
  const index = new Map<string, Rule[]>();
  allRules(mesh).forEach(rule => push(index, rule.host, rule));
  return index;
});

/** DestinationRules for a host: those of the host itself, then those of wildcards, the most exact first. */
export function rulesFor(mesh: Mesh, host: string): Rule[] {
  return [host, ...wildcardsOf(host)].flatMap(
    each => byHost(mesh).get(each) ?? [],
  );
}
