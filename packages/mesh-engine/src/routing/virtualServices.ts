import type { Mesh } from '../mesh/Mesh';
import { fullHost } from '../mesh/hosts';
import type { MeshConfig } from '../mesh/meshConfig';
import { perMesh } from '../mesh/perMesh';
import { perObjectIn } from '../mesh/perObject';
import { byAge } from '../resources/byAge';
import { asList, asRecord, asText, asTexts } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { isIp } from '../schemas/isIp';
import { exportedTo, isVisible } from './exportTo';
import { fullGatewayName } from './gatewayName';
import { mergeRule } from './mergeMatches';
import type { PlacedRule, RoutingRules } from './types';

type Fields = Record<string, unknown>;

/** Completes the hosts and gateways that a rule names, so that it reads the same in any namespace. */
function completeRule(
  rule: unknown,
  namespace: string,
  clusterDomain: string,
): Fields {
  const host = (value: unknown) => {
    const name = asText(value) ?? '';
    return name === '' || isIp(name)
      ? name
      : fullHost(name, namespace, clusterDomain);
  };
  const destination = (value: unknown) => ({
    ...asRecord(value),
    host: host(asRecord(value).host),
  });
  const targets = (value: unknown) =>
    asList(value).map(entry => ({
      ...asRecord(entry),
      destination: destination(asRecord(entry).destination),
    }));
  const fields = asRecord(rule);
  const completed: Fields = { ...fields };
  for (const list of ['route', 'mirrors']) {
    if (list in fields) {
      completed[list] = targets(fields[list]);
    }
  }
  if (fields.mirror) {
    completed.mirror = destination(fields.mirror);
  }
  if (fields.match) {
    completed.match = asList(fields.match).map(entry => {
      const gateways = asTexts(asRecord(entry).gateways);
      return gateways.length > 0
        ? {
            ...asRecord(entry),
            gateways: gateways.map(name => fullGatewayName(name, namespace)),
          }
        : entry;
    });
  }
  return completed;
}

/** A VirtualService with full names; not yet merged with its delegates. */
function read(
  object: KubeObject,
  { clusterDomain, defaultVirtualServiceExportTo }: MeshConfig,
): RoutingRules {
  const namespace = object.metadata.namespace ?? 'default';
  const ref = refOf(object);
  const spec = asRecord(object.spec);
  const rules = (section: string): PlacedRule[] =>
    asList(spec[section]).map((rule, index) => ({
      rule: completeRule(rule, namespace, clusterDomain),
      source: ref,
      field: `spec.${section}[${index}]`,
    }));
  const gateways = asTexts(spec.gateways);
  return {
    object,
    ref,
    namespace,
    name: object.metadata.name,
    hosts: asTexts(spec.hosts).map(host =>
      isIp(host)
        ? host.toLowerCase()
        : fullHost(host, namespace, clusterDomain),
    ),
    gateways:
      gateways.length > 0
        ? gateways.map(name => fullGatewayName(name, namespace))
        : ['mesh'],
    exportTo: exportedTo(
      spec.exportTo,
      namespace,
      defaultVirtualServiceExportTo,
    ),
    gatewaySemantics:
      object.metadata.annotations?.['internal.istio.io/route-semantics'] ===
      'gateway',
    http: rules('http'),
    tls: rules('tls'),
    tcp: rules('tcp'),
  };
}

const readVirtualService = perObjectIn(read);

function delegated(
  root: PlacedRule,
  owner: RoutingRules,
  delegates: ReadonlyMap<string, RoutingRules>,
): PlacedRule[] {
  const { name, namespace } = asRecord(root.rule.delegate);
  const delegate = delegates.get(
    `${asText(namespace) || owner.namespace}/${asText(name)}`,
  );
  if (!delegate || !isVisible(delegate.exportTo, owner.namespace)) {
    return [];
  }
  return delegate.http.flatMap(leaf => {
    const rule = mergeRule(root.rule, leaf.rule);
    return rule ? [{ ...leaf, rule }] : [];
  });
}

/**
 * Puts the rules of delegates in the places that delegate to them. What delegates comes after what does not, as in
 * Istio; a delegate that is missing, not exported or in conflict leaves its place empty.
 */
export function mergeDelegates(all: readonly RoutingRules[]): RoutingRules[] {
  const isDelegate = ({ hosts }: RoutingRules) => hosts.length === 0;
  const isRoot = ({ http }: RoutingRules) =>
    http.some(({ rule }) => rule.delegate !== undefined);
  const delegates = new Map(
    all
      .filter(isDelegate)
      .map(rules => [`${rules.namespace}/${rules.name}`, rules]),
  );
  const others = all.filter(rules => !isDelegate(rules));
  return [
    ...others.filter(rules => !isRoot(rules)),
    ...others.filter(isRoot).map(rules => ({
      ...rules,
      delegates: true,
      http: rules.http.flatMap(entry =>
        entry.rule.delegate === undefined
          ? [entry]
          : delegated(entry, rules, delegates),
      ),
    })),
  ];
}

/** All VirtualServices, oldest first, with full names and their delegates in place. */
export const readVirtualServices = perMesh((mesh: Mesh): RoutingRules[] =>
  mergeDelegates(
    [...mesh.objects('VirtualService', 'networking.istio.io')]
      .sort(byAge)
      .map(object => readVirtualService(mesh, object)),
  ),
);
