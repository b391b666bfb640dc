import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { allDestinations } from '../reading/destinations';
import { allRules } from '../reading/destinationRules';
import { emptySubsets } from '../reading/emptySubsets';
import { namespaceOf } from '../reading/scope';
import { routedSubsets } from '../reading/routedSubsets';
import type { Check } from '../types';

/** Subsets that Argo Rollouts routes to, as `namespace/rule subset`. */
function rolloutSubsets(mesh: Mesh): Set<string> {
  return new Set(
    mesh.objects('Rollout', 'argoproj.io').flatMap(object => {
      const rule = at(
        object,
        'spec',
        'strategy',
        'canary',
        'trafficRouting',
        'istio',
        'destinationRule',
      );
      const name = `${namespaceOf(object)}/${asText(at(rule, 'name')) ?? ''}`;
      return ['canarySubsetName', 'stableSubsetName'].flatMap(field => {
        const subset = asText(at(rule, field));
        return subset ? [`${name} ${subset}`] : [];
      });
    }),
  );
}

const routedHosts = perMesh(
  mesh => new Set(allDestinations(mesh).map(({ host }) => host)),
);

export const subsetUnrouted: Check = {
  code: 'MESH2110',
  severity: 'info',
  title: 'Subset that nobody routes to',
  find: mesh => {
    const ofRollouts = rolloutSubsets(mesh);
    // Another check says of these that no route leads to them.
    const empty = new Set(emptySubsets(mesh).map(({ subset }) => subset));
    return allRules(mesh)
      .filter(({ host }) => !host.startsWith('*'))
      .flatMap(({ object, host, subsets }) =>
        subsets.flatMap(subset => {
          const { name, field } = subset;
          const { namespace, name: rule } = object.metadata;
          const isUsed =
            empty.has(subset) ||
            routedSubsets(mesh).has(`${host} ${name}`) ||
            ofRollouts.has(`${namespace ?? 'default'}/${rule} ${name}`);
          return isUsed
            ? []
            : {
                object: refOf(object),
                field,
                message: `No VirtualService routes to subset ${name} of ${describeRef(
                  refOf(object),
                )}, so its labels and its traffic policy have no effect.`,
                fix: 'Remove the subset, or route to it.',
                because: [
                  {
                    says: routedHosts(mesh).has(host)
                      ? `Routes lead to ${host}, but to none of this subset.`
                      : `No route of a VirtualService leads to ${host}.`,
                  },
                ],
              };
        }),
      );
  },
};
