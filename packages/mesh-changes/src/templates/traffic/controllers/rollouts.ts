import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { fieldAt, listAt, namespaceOf, textAt } from '../service/fields';

const GATEWAY_PLUGIN = 'argoproj-labs/gatewayAPI';

/** A Rollout that writes weights of a VirtualService or HTTPRoute. */
interface RoutingRollout {
  /** Kind and name in words. */
  name: string;
  /** Names of the rules that it adds and removes. */
  managed: readonly string[];
}

const routingOf = (rollout: KubeObject) =>
  fieldAt(rollout, 'spec', 'strategy', 'canary', 'trafficRouting');

function* routesOf(
  rollout: KubeObject,
): Iterable<{ kind: string; name: string }> {
  const istio = fieldAt(routingOf(rollout), 'istio');
  const plugin = fieldAt(routingOf(rollout), 'plugins', GATEWAY_PLUGIN);
  for (const entry of [
    fieldAt(istio, 'virtualService'),
    ...listAt(istio, 'virtualServices'),
  ]) {
    yield { kind: 'VirtualService', name: textAt(entry, 'name') };
  }
  yield { kind: 'HTTPRoute', name: textAt(plugin, 'httpRoute') };
  for (const entry of listAt(plugin, 'httpRoutes')) {
    yield { kind: 'HTTPRoute', name: textAt(entry, 'name') };
  }
}

/** The Rollout that writes the weights of a VirtualService or HTTPRoute; undefined when none does. */
export function rolloutOf(
  mesh: Mesh,
  object: KubeObject,
): RoutingRollout | undefined {
  const { name } = object.metadata;
  const namespace = namespaceOf(object);
  const rollout = mesh
    .objects('Rollout', 'argoproj.io')
    .find(candidate =>
      [...routesOf(candidate)].some(
        route =>
          route.kind === object.kind &&
          ((route.name === name && namespaceOf(candidate) === namespace) ||
            route.name === `${name}.${namespace}`),
      ),
    );
  return (
    rollout && {
      name: describeRef(refOf(rollout)),
      managed: listAt(routingOf(rollout), 'managedRoutes').map(entry =>
        textAt(entry, 'name'),
      ),
    }
  );
}
