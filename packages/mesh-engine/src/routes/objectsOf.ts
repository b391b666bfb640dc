import type { Mesh } from '../mesh/Mesh';
import { fullHost, hostMatches } from '../mesh/hosts';
import { selectsWorkload } from '../mesh/selectors';
import type { MeshService } from '../mesh/types';
import { asLabels, asList, asRecord, asTexts, at } from '../resources/fields';
import { byAge } from '../resources/byAge';
import type { KubeObject } from '../resources/types';
import type { Route } from './routes';

/** Kinds that apply to workloads by a selector, in their namespace or from the root namespace. */
const BY_SELECTOR: [string, string][] = [
  ['PeerAuthentication', 'security.istio.io'],
  ['RequestAuthentication', 'security.istio.io'],
  ['AuthorizationPolicy', 'security.istio.io'],
  ['Telemetry', 'telemetry.istio.io'],
  ['Sidecar', 'networking.istio.io'],
  ['EnvoyFilter', 'networking.istio.io'],
  ['WasmPlugin', 'extensions.istio.io'],
];

function selectorOf(object: KubeObject): Record<string, string> {
  const spec = asRecord(object.spec);
  return asLabels(
    at(spec, 'selector', 'matchLabels') ??
      at(spec, 'workloadSelector', 'labels'),
  );
}

function applies(mesh: Mesh, object: KubeObject, service: MeshService) {
  const { namespace } = object.metadata;
  if (
    namespace !== service.namespace &&
    namespace !== mesh.config.rootNamespace
  ) {
    return false;
  }
  const targets = [
    ...asList(at(object, 'spec', 'targetRefs')),
    ...asList([at(object, 'spec', 'targetRef')]),
  ].filter(target => target !== undefined);
  if (targets.length > 0) {
    return targets
      .map(asRecord)
      .some(({ kind, name }) => kind === 'Service' && name === service.name);
  }
  const selector = selectorOf(object);
  return service.workloads.some(workload =>
    selectsWorkload(selector, workload),
  );
}

function isHost(mesh: Mesh, object: KubeObject, service: MeshService) {
  const namespace = object.metadata.namespace ?? 'default';
  return asTexts(at(object, 'spec', 'hosts')).some(host => {
    const full = fullHost(host, namespace, mesh.config.clusterDomain);
    return full !== '*' && hostMatches(full, service.host);
  });
}

function isNamed(ref: unknown, object: KubeObject, service: MeshService) {
  const { name, namespace, kind } = asRecord(ref);
  return (
    (kind ?? 'Service') === 'Service' &&
    name === service.name &&
    (namespace ?? object.metadata.namespace) === service.namespace
  );
}

/** See `Mesh.objectsOf`. */
export function objectsOf(
  mesh: Mesh,
  service: MeshService,
  routes: readonly Route[],
): KubeObject[] {
  const routed = new Set(routes.map(({ object }) => object));
  const virtualServices = mesh
    .objects('VirtualService', 'networking.istio.io')
    .filter(object => routed.has(object) || isHost(mesh, object, service));
  const httpRoutes = mesh
    .objects('HTTPRoute', 'gateway.networking.k8s.io')
    .filter(
      object =>
        asList(at(object, 'spec', 'parentRefs')).some(
          parent =>
            asRecord(parent).kind === 'Service' &&
            isNamed(parent, object, service),
        ) ||
        asList(at(object, 'spec', 'rules')).some(rule =>
          asList(asRecord(rule).backendRefs).some(backend =>
            isNamed(backend, object, service),
          ),
        ),
    );
  const bySelector = BY_SELECTOR.flatMap(([kind, group]) =>
    [...mesh.objects(kind, group)]
      .sort(byAge)
      .filter(object => applies(mesh, object, service)),
  );
  return [
    ...[...virtualServices].sort(byAge),
    ...[...httpRoutes].sort(byAge),
    ...mesh.destinationRules(service),
    ...bySelector,
  ];
}
