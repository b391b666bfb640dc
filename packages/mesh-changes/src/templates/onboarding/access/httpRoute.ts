import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { newObject } from '../../security/common/planOf';
import { at, list, record, texts, withAt } from '../../security/common/values';
import type { Entry } from './gateways';
import type { Incoming } from './virtualService';

const GROUP = 'gateway.networking.k8s.io';

/** HTTPRoutes of a host at a gateway. */
const routesOf = (mesh: Mesh, { gateway }: Entry, host: string): KubeObject[] =>
  mesh
    .objects('HTTPRoute', GROUP)
    .filter(
      route =>
        texts(at(route, 'spec', 'hostnames')).includes(host) &&
        list(at(route, 'spec', 'parentRefs')).some(
          parent =>
            at(parent, 'name') === gateway.ref.name &&
            (at(parent, 'namespace') ?? route.metadata.namespace) ===
              gateway.ref.namespace,
        ),
    );

const pathOf = (match: unknown): string => {
  const { type = 'PathPrefix', value = '/' } = record(at(match, 'path'));
  return type === 'PathPrefix' ? String(value) : '';
};

const takes = (rule: unknown, path: string): boolean => {
  const matches = list(at(rule, 'matches'));
  return matches.length === 0
    ? path === '/'
    : matches.some(
        match =>
          Object.keys(record(match)).every(field => field === 'path') &&
          pathOf(match) === path,
      );
};

/**
 * An HTTPRoute of the service with a route to it; the longest path wins, whatever the order.
 * @throws ParameterError when the path leads elsewhere already
 */
export function withHttpRoute(
  mesh: Mesh,
  entry: Entry,
  { service, host, path = '/', port, timeout }: Incoming,
): KubeObject {
  const { namespace, name } = service;
  const routes = routesOf(mesh, entry, host);
  const isOwn = (route: KubeObject) =>
    route.metadata.namespace === namespace &&
    list(at(route, 'spec', 'rules'))
      .flatMap(rule => list(at(rule, 'backendRefs')))
      .every(backend => at(backend, 'name') === name);
  const own = routes.find(isOwn);
  const rules = list(at(own, 'spec', 'rules'));
  if (own && rules.some(rule => takes(rule, path))) {
    return own;
  }
  const other = routes.find(route =>
    list(at(route, 'spec', 'rules')).some(rule => takes(rule, path)),
  );
  if (other) {
    throw new ParameterError(
      path === '/' ? 'ingress.host' : 'ingress.paths',
      `${host}${path} is that of HTTPRoute ${other.metadata.name} in ${other.metadata.namespace} already. Use another path, or change that route first.`,
    );
  }
  const rule = {
    matches: [{ path: { type: 'PathPrefix', value: path } }],
    backendRefs: [{ name, port }],
    timeouts: { request: timeout },
  };
  return own
    ? withAt(own, ['spec', 'rules'], [...rules, rule])
    : newObject(
        mesh,
        GROUP,
        'HTTPRoute',
        { namespace, name: `${name}-ingress` },
        {
          parentRefs: [
            {
              name: entry.gateway.ref.name,
              namespace: entry.gateway.ref.namespace,
            },
          ],
          hostnames: [host],
          rules: [rule],
        },
      );
}
