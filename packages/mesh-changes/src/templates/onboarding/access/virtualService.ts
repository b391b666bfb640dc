import type { KubeObject, Mesh, MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { NETWORKING } from '../../edges/external/types';
import { newObject } from '../../security/common/planOf';
import { at, list, record, texts, withAt } from '../../security/common/values';
import type { Entry } from './gateways';

/** What comes in from outside for a service. */
export type Incoming = {
  service: MeshService;
  host: string;
  /** Undefined for every path. */
  path?: string;
  port: number;
  timeout: string;
};

type Rule = Record<string, unknown>;

const isBound = (route: KubeObject, { gateway }: Entry): boolean => {
  const { namespace, name } = gateway.ref;
  return texts(at(route, 'spec', 'gateways')).some(
    each =>
      each === `${namespace}/${name}` ||
      (each === name && route.metadata.namespace === namespace),
  );
};

/** The VirtualService that has the routes of a host at a gateway. */
const routesOf = (
  mesh: Mesh,
  entry: Entry,
  host: string,
): KubeObject | undefined =>
  mesh
    .objects('VirtualService', NETWORKING)
    .find(
      route =>
        texts(at(route, 'spec', 'hosts')).includes(host) &&
        isBound(route, entry),
    );

/** Beginnings of paths that all go to a rule; the empty one for every request. */
function beginnings(rule: Rule): string[] {
  const matches = list(rule.match).map(record);
  return matches.length === 0
    ? ['']
    : matches.flatMap(match => {
        const prefix = at(match, 'uri', 'prefix');
        const isAlone = Object.keys(match).every(field =>
          ['uri', 'name'].includes(field),
        );
        return isAlone && typeof prefix === 'string'
          ? [prefix === '/' ? '' : prefix]
          : [];
      });
}

const leadsTo = (
  mesh: Mesh,
  rule: Rule,
  home: string,
  service: MeshService,
): boolean =>
  list(rule.route).some(
    each =>
      mesh.serviceByHost(String(at(each, 'destination', 'host')), home) ===
      service,
  );

function ruleFor(
  { service, path, port, timeout }: Incoming,
  home: string,
): Rule {
  const host = home === service.namespace ? service.name : service.host;
  return {
    ...(path !== undefined && { match: [{ uri: { prefix: path } }] }),
    route: [{ destination: { host, port: { number: port } } }],
    timeout,
  };
}

/**
 * The VirtualService of a host with a route to a service, before rules that would take its requests.
 * @throws ParameterError when the path leads elsewhere already
 */
export function withRoute(
  mesh: Mesh,
  entry: Entry,
  incoming: Incoming,
): KubeObject {
  const { service, host, path = '' } = incoming;
  const { namespace, name } = service;
  const field = path ? 'ingress.paths' : 'ingress.host';
  const known = routesOf(mesh, entry, host);
  if (!known) {
    const { ref } = entry.gateway;
    return newObject(
      mesh,
      NETWORKING,
      'VirtualService',
      { namespace, name: `${name}-ingress` },
      {
        hosts: [host],
        gateways: [`${ref.namespace}/${ref.name}`],
        http: [ruleFor(incoming, namespace)],
      },
    );
  }
  const home = known.metadata.namespace ?? '';
  const rules = list(at(known, 'spec', 'http')).map(record);
  const same = rules.find(rule => beginnings(rule).includes(path));
  if (same && leadsTo(mesh, same, home, service)) {
    return known;
  }
  if (same) {
    const to = list(same.route).map(each => at(each, 'destination', 'host'));
    throw new ParameterError(
      field,
      path
        ? `${host}${path} leads to ${to.join(
            ', ',
          )} already, by VirtualService ${
            known.metadata.name
          } in ${home}. Use another path, or change that route first.`
        : `What no other route of ${host} takes leads to ${to.join(
            ', ',
          )} already, by VirtualService ${
            known.metadata.name
          } in ${home}. Name the paths of ${name} under ingress.paths.`,
    );
  }
  const general = rules.findIndex(rule =>
    beginnings(rule).some(prefix => path.startsWith(prefix)),
  );
  const place = general < 0 ? rules.length : general;
  return withAt(
    known,
    ['spec', 'http'],
    [...rules.slice(0, place), ruleFor(incoming, home), ...rules.slice(place)],
  );
}
