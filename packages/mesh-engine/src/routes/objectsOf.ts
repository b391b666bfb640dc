import type { Mesh } from '../mesh/Mesh';
import { fullHost, hostMatches } from '../mesh/hosts';
import { selects } from '../mesh/selectors';
import type { MeshService } from '../mesh/types';
import {
  asLabels,
  asList,
  asRecord,
  asText,
  asTexts,
  at,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { destinationRulesOf } from './subsets';
import { httpRoutesOf } from './virtualServices';

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
  const target =
    asList(at(object, 'spec', 'targetRefs'))[0] ??
    at(object, 'spec', 'targetRef');
  if (target !== undefined) {
    return (
      asRecord(target).name === service.name &&
      asRecord(target).kind === 'Service'
    );
  }
  const selector = selectorOf(object);
  return (
    service.workloads.length > 0 &&
    (Object.keys(selector).length === 0 ||
      service.workloads.some(({ labels }) => selects(selector, labels)))
  );
}

function routesTo(mesh: Mesh, object: KubeObject, service: MeshService) {
  const namespace = object.metadata.namespace ?? 'default';
  return (
    asTexts(at(object, 'spec', 'hosts')).some(host => {
      const full = fullHost(host, namespace, mesh.config.clusterDomain);
      return full !== '*' && hostMatches(full, service.host);
    }) ||
    httpRoutesOf(mesh, object).some(route =>
      route.destinations.some(destination => destination.service === service),
    ) ||
    ['tcp', 'tls'].some(protocol =>
      asList(at(object, 'spec', protocol)).some(route =>
        asList(asRecord(route).route).some(
          target =>
            mesh.serviceByHost(
              asText(at(target, 'destination', 'host')) ?? '',
              namespace,
            ) === service,
        ),
      ),
    )
  );
}

/** See `Mesh.objectsOf`. */
export function objectsOf(mesh: Mesh, service: MeshService): KubeObject[] {
  const httpRoutes = mesh.objects('HTTPRoute').filter(object =>
    asList(at(object, 'spec', 'rules')).some(rule =>
      asList(asRecord(rule).backendRefs)
        .map(asRecord)
        .some(
          ({ name, namespace }) =>
            name === service.name &&
            (namespace ?? object.metadata.namespace) === service.namespace,
        ),
    ),
  );
  return [
    ...mesh
      .objects('VirtualService', 'networking.istio.io')
      .filter(object => routesTo(mesh, object, service)),
    ...httpRoutes,
    ...destinationRulesOf(mesh, service),
    ...BY_SELECTOR.flatMap(([kind, group]) =>
      mesh
        .objects(kind, group)
        .filter(object => applies(mesh, object, service)),
    ),
  ];
}
