import type { Mesh } from '../mesh/Mesh';
import { byAge } from '../resources/byAge';
import { asList, asRecord, asText, asTexts, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { KubeObject } from '../resources/types';
import { allowedNamespaces, listenerKey } from './apiGateways';
import { grpcRouteMatch } from './grpcRouteMatch';
import { hostsOverlap } from './hostNames';
import {
  compareMatches,
  convertRule,
  hostOfReference,
  type RuleContext,
} from './httpRouteRules';
import { isGranted } from './referenceGrants';
import type { PlacedRule, RoutingRules } from './types';

type Fields = Record<string, unknown>;

/** Hosts and gateways that a parent of a route binds it to. */
interface Binding {
  gateways: string[];
  hosts: string[];
  port?: unknown;
}

const ROUTED = ['HTTP', 'HTTPS'];

function gatewayBinding(
  mesh: Mesh,
  parent: Fields,
  namespace: string,
  hostnames: readonly string[],
): Binding | undefined {
  const name = asText(parent.name) ?? '';
  const owner = asText(parent.namespace) ?? namespace;
  const gateway = mesh.get({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    namespace: owner,
    name,
  });
  const gateways = asList(at(gateway, 'spec', 'listeners'))
    .map(asRecord)
    .filter(listener => {
      const allowed = allowedNamespaces(mesh, listener, owner);
      const host = asText(listener.hostname)?.toLowerCase();
      return (
        ROUTED.includes(asText(listener.protocol) ?? '') &&
        (parent.sectionName === undefined ||
          parent.sectionName === listener.name) &&
        (parent.port === undefined || parent.port === listener.port) &&
        (allowed.includes('*') || allowed.includes(namespace)) &&
        (host === undefined ||
          hostnames.length === 0 ||
          hostnames.some(hostname => hostsOverlap(hostname, host)))
      );
    })
    .map(listener => listenerKey(owner, name, asText(listener.name) ?? ''));
  return gateways.length > 0
    ? { gateways, hosts: hostnames.length > 0 ? [...hostnames] : ['*'] }
    : undefined;
}

function meshBinding(
  mesh: Mesh,
  parent: Fields,
  namespace: string,
): Binding | undefined {
  const { clusterDomain } = mesh.config;
  const isEntry = parent.kind === 'ServiceEntry';
  const entry = isEntry
    ? mesh.get({
        apiVersion: 'networking.istio.io/v1',
        kind: 'ServiceEntry',
        namespace: asText(parent.namespace) ?? namespace,
        name: asText(parent.name) ?? '',
      })
    : undefined;
  const host = hostOfReference(parent, namespace, clusterDomain);
  const hosts = isEntry
    ? asTexts(at(entry, 'spec', 'hosts')).map(name => name.toLowerCase())
    : host === undefined
    ? []
    : [host];
  return hosts.length > 0
    ? { gateways: ['mesh'], hosts, port: parent.port }
    : undefined;
}

function bindingsOf(mesh: Mesh, object: KubeObject): Binding[] {
  const namespace = object.metadata.namespace ?? 'default';
  const hostnames = asTexts(at(object, 'spec', 'hostnames')).map(host =>
    host.toLowerCase(),
  );
  return asList(at(object, 'spec', 'parentRefs'))
    .map(asRecord)
    .flatMap(
      parent =>
        ((asText(parent.kind) ?? 'Gateway') === 'Gateway'
          ? gatewayBinding(mesh, parent, namespace, hostnames)
          : meshBinding(mesh, parent, namespace)) ?? [],
    );
}

function convertRules(
  mesh: Mesh,
  object: KubeObject,
  port: unknown,
): PlacedRule[] {
  const namespace = object.metadata.namespace ?? 'default';
  const context: RuleContext = {
    namespace,
    clusterDomain: mesh.config.clusterDomain,
    parentPort: port,
    isGranted: (owner, name) => isGranted(mesh, object, owner, name),
  };
  const rules = asList(at(object, 'spec', 'rules')).map(rule =>
    object.kind === 'GRPCRoute'
      ? {
          ...asRecord(rule),
          matches: asList(asRecord(rule).matches).map(grpcRouteMatch),
        }
      : rule,
  );
  return rules.flatMap((rule, index) =>
    convertRule(rule, context).map(converted => ({
      rule: converted,
      source: refOf(object),
      field: `spec.rules[${index}]`,
    })),
  );
}

/**
 * HTTPRoutes and GRPCRoutes as sets of rules, one for each host and the gateways that it is bound to; of sidecars also for each
 * namespace. Rules of several routes are ordered by how closely they match, then by age.
 */
export function readHttpRoutes(mesh: Mesh): RoutingRules[] {
  const byTarget = new Map<string, RoutingRules>();
  const routes = ['HTTPRoute', 'GRPCRoute']
    .flatMap(kind => mesh.objects(kind, 'gateway.networking.k8s.io'))
    .sort(byAge);
  for (const object of routes) {
    const namespace = object.metadata.namespace ?? 'default';
    for (const { gateways, hosts, port } of bindingsOf(mesh, object)) {
      const http = convertRules(mesh, object, port);
      for (const host of hosts) {
        for (const gateway of gateways) {
          const key = JSON.stringify([namespace, gateway, host]);
          const known = byTarget.get(key);
          if (known) {
            known.http.push(...http);
          } else {
            byTarget.set(key, {
              object,
              ref: refOf(object),
              namespace,
              name: object.metadata.name,
              hosts: [host],
              gateways: [gateway],
              exportTo: new Set(['*']),
              gatewaySemantics: true,
              http: [...http],
              tls: [],
              tcp: [],
            });
          }
        }
      }
    }
  }
  for (const { http } of byTarget.values()) {
    http.sort((a, b) =>
      compareMatches(asList(a.rule.match)[0], asList(b.rule.match)[0]),
    );
  }
  return [...byTarget.values()];
}
