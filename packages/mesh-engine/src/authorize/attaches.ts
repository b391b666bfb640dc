import { selects } from '../mesh/selectors';
import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { namespaceOf } from './policyIndex';

/** A proxy that policies are looked up for. @public */
export interface PolicyTarget {
  namespace: string;
  labels: Readonly<Record<string, string>>;
  isWaypoint?: boolean;
  /** Whose traffic a waypoint handles. */
  services?: readonly {
    kind: 'Service' | 'ServiceEntry';
    namespace: string;
    name: string;
  }[];
  /** Istio Gateways that the workload serves. */
  gateways?: readonly { namespace: string; name: string }[];
  /** Whether selectors reach gateways of the Gateway API, as they do unless Istio is told otherwise. */
  areGatewaysSelected?: boolean;
}

const GATEWAY_API = 'gateway.networking.k8s.io';
const GATEWAY_NAME = `${GATEWAY_API}/gateway-name`;
const WAYPOINT_CLASS = 'istio-waypoint';

interface TargetRef {
  group: string;
  kind: string;
  name: string;
  namespace: string;
}

/** What a policy names as its targets; `targetRef` is the older form of one. */
export function targetRefsOf(policy: KubeObject): TargetRef[] {
  const several = asList(at(policy, 'spec', 'targetRefs'));
  const one = at(policy, 'spec', 'targetRef');
  const refs = several.length === 0 && one ? [one] : several;
  return refs.map(asRecord).map(({ group, kind, name, namespace }) => ({
    group: asText(group) === 'core' ? '' : asText(group) ?? '',
    kind: asText(kind) ?? '',
    name: asText(name) ?? '',
    namespace: asText(namespace) ?? '',
  }));
}

function isSelected(policy: KubeObject, target: PolicyTarget): boolean {
  return selects(
    asLabels(at(policy, 'spec', 'selector', 'matchLabels')),
    target.labels,
  );
}

function isForService(
  { group, kind, name }: TargetRef,
  namespace: string,
  { services = [] }: PolicyTarget,
): boolean {
  const groupOfKind = { Service: '', ServiceEntry: 'networking.istio.io' };
  return services.some(
    service =>
      service.kind === kind &&
      groupOfKind[service.kind] === group &&
      service.name === name &&
      service.namespace === namespace,
  );
}

function isForGateway(
  ref: TargetRef,
  namespace: string,
  target: PolicyTarget,
  rootNamespace: string,
): boolean {
  if (ref.kind === 'GatewayClass') {
    return (
      ref.group === GATEWAY_API &&
      ref.name === WAYPOINT_CLASS &&
      namespace === rootNamespace &&
      target.isWaypoint === true
    );
  }
  return (
    ref.kind === 'Gateway' &&
    ref.group === GATEWAY_API &&
    ref.name === target.labels[GATEWAY_NAME] &&
    namespace === target.namespace &&
    ['', namespace].includes(ref.namespace)
  );
}

function isForIstioGateway(
  ref: TargetRef,
  namespace: string,
  { gateways = [] }: PolicyTarget,
): boolean {
  return (
    ref.kind === 'Gateway' &&
    ref.group === 'networking.istio.io' &&
    ['', namespace].includes(ref.namespace) &&
    gateways.some(
      gateway => gateway.name === ref.name && gateway.namespace === namespace,
    )
  );
}

/**
 * Whether a policy with a selector or targets is for a proxy: sidecars go by selectors alone, waypoints by targets
 * alone, gateways by either. The namespaces that count are for the caller to choose.
 */
export function attaches(
  policy: KubeObject,
  target: PolicyTarget,
  rootNamespace: string,
): boolean {
  const namespace = namespaceOf(policy);
  const refs = targetRefsOf(policy);
  if (refs.some(ref => isForIstioGateway(ref, namespace, target))) {
    return true;
  }
  const isGateway = Object.hasOwn(target.labels, GATEWAY_NAME);
  if (!isGateway) {
    return refs.length === 0 && isSelected(policy, target);
  }
  if (refs.length === 0) {
    return (
      !target.isWaypoint &&
      target.areGatewaysSelected !== false &&
      isSelected(policy, target)
    );
  }
  return refs.some(
    ref =>
      (target.isWaypoint && isForService(ref, namespace, target)) ||
      isForGateway(ref, namespace, target, rootNamespace),
  );
}
