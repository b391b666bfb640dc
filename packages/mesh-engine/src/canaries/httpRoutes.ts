import type { Mesh } from '../mesh/Mesh';
import type { MeshService } from '../mesh/types';
import { byName } from '../resources/byAge';
import { asList, asNumber, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import type { Destination } from '../routes/routes';
import { routedSplits } from '../routes/versions';
import { problemsIn, routedPhase } from './routedPhase';
import { stableOf } from './stable';
import { impactOf, plainSplit, trafficOf } from './traffic';
import type { CanaryState } from './types';

function backendsOf(
  mesh: Mesh,
  object: KubeObject,
  rule: unknown,
): Destination[] {
  const backends = asList(at(rule, 'backendRefs'))
    .map(asRecord)
    .filter(({ kind }) => kind === undefined || kind === 'Service');
  const weights = backends.map(({ weight }) =>
    Math.max(0, asNumber(weight) ?? 1),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return backends.map((backend, i) => {
    const namespace =
      asText(backend.namespace) ?? object.metadata.namespace ?? 'default';
    const name = asText(backend.name) ?? '';
    return {
      service: mesh.service(namespace, name),
      host: `${name}.${namespace}.svc.${mesh.config.clusterDomain}`,
      weight: total > 0 ? weights[i] / total : 0,
    };
  });
}

function canaryOfRule(
  mesh: Mesh,
  object: KubeObject,
  index: number,
  backends: readonly Destination[],
): CanaryState {
  const namespace = object.metadata.namespace ?? 'default';
  const [splits] = routedSplits(mesh, [backends]);
  const stable = stableOf(mesh, namespace, splits);
  const traffic = trafficOf(splits, stable.version);
  const problems = problemsIn(splits);
  const parent = asList(at(object, 'spec', 'parentRefs'))
    .map(asRecord)
    .find(({ kind }) => kind === 'Service');
  const ref = refOf(object);
  return {
    id: `httproute/${namespace}/${object.metadata.name}/${index}`,
    namespace,
    service:
      asText(parent?.name) ??
      backends[0].service?.name ??
      backends[0].host.split('.')[0],
    source: 'httproute',
    object: ref,
    ...routedPhase(problems, traffic),
    rawPhase: '',
    observed: true,
    strategy: 'weight',
    traffic,
    impact: impactOf(mesh, namespace, splits),
    stable: stable.version,
    canary: splits.find(({ version }) => version !== stable.version)?.version,
    applied: splits.map(plainSplit),
    sinceReason:
      'An HTTPRoute does not tell since when its weights are what they are.',
    matches: [],
    because: [
      {
        object: ref,
        field: `spec.rules.${index}.backendRefs`,
        origin: mesh.originOf(ref, ['spec', 'rules', index, 'backendRefs']),
        says: `The rule sends ${splits
          .map(
            ({ version, weight }) =>
              `${Math.round(weight * 1000) / 10} % to ${version}`,
          )
          .join(' and ')}.`,
      },
      ...problems.map(({ because }) => because),
      ...stable.because,
    ],
  };
}

/** Rules of HTTPRoutes that split between backends. */
export function httpRouteCanaries(
  mesh: Mesh,
  taken: ReadonlySet<MeshService>,
): CanaryState[] {
  return [...mesh.objects('HTTPRoute', 'gateway.networking.k8s.io')]
    .sort(byName)
    .flatMap(object =>
      asList(at(object, 'spec', 'rules')).flatMap((rule, index) => {
        const backends = backendsOf(mesh, object, rule);
        const isTaken = backends.some(
          ({ service }) => service && taken.has(service),
        );
        return backends.length < 2 || isTaken
          ? []
          : canaryOfRule(mesh, object, index, backends);
      }),
    );
}
