import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  asWord,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { exportTo } from './exportTo';
import { destination, duration, isSet, stringMatch } from './values';
import { httpActions } from './httpActions';
import {
  fqdn,
  gatewayDomain,
  ipSubnet,
  isDnsLabel,
  isIpAddress,
  portNumber,
  wildcardDomain,
} from './names';
import type { Report } from './Report';
import { unreachableRules } from './unreachableRules';

type Fields = Record<string, unknown>;

const JWT_CLAIM = '@request.auth.claims';

/** A route of a VirtualService with hosts, one that hands over to a delegate, or one of a delegate. */
type RouteType = 'independent' | 'root' | 'delegate';

export function gatewayNames(report: Report, names: unknown): void {
  asTexts(names).forEach((name, index) => {
    const at = report.at('gateways', index);
    const [namespace, gateway, ...more] = name.split('/');
    if (gateway === undefined) {
      at.error(name === 'mesh' ? undefined : fqdn(name));
      return;
    }
    if (more.length > 0) {
      at.error(`config must be of the form <namespace>/<name>: ${name}`);
      return;
    }
    if (!namespace || !gateway) {
      at.error('config namespace and gateway name cannot be empty');
      return;
    }
    if (namespace !== '.' && !isDnsLabel(namespace)) {
      at.error(`invalid value for namespace: ${namespace}`);
    }
    at.error(fqdn(gateway) && `invalid value for gateway name: ${gateway}`);
  });
}

function headerKey(name: string): string | undefined {
  return name === '' ? 'header name cannot be empty' : undefined;
}

function httpMatch(report: Report, value: unknown): void {
  const match = asRecord(value);
  const maps = ['headers', 'withoutHeaders', 'queryParams'] as const;
  const texts = ['uri', 'scheme', 'method', 'authority'];
  for (const field of texts) {
    stringMatch(report.at(field), match[field], field === 'uri');
  }
  for (const map of maps) {
    for (const [name, test] of Object.entries(asRecord(match[map]))) {
      const at = report.at(map, name);
      if (!isSet(test) && map !== 'queryParams') {
        at.error(`header match ${name} cannot be null`);
      }
      if (map !== 'queryParams') {
        at.error(headerKey(name));
      }
      if (map !== 'withoutHeaders' || asRecord(test).regex !== '*') {
        stringMatch(at, test);
      }
    }
  }
  if (isSet(match.port) && match.port !== 0) {
    report.at('port').error(portNumber(asNumber(match.port)));
  }
  const namespace = asText(match.sourceNamespace);
  if (namespace && !isDnsLabel(namespace)) {
    report
      .at('sourceNamespace')
      .error(`sourceNamespace match ${namespace} is invalid`);
  }
  gatewayNames(report, match.gateways);
  sourceLabels(report, match.sourceLabels);
}

const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

export function sourceLabels(report: Report, labels: unknown): void {
  for (const [key, value] of Object.entries(asRecord(labels))) {
    if (!LABEL_KEY.test(key)) {
      report.error(`invalid tag key: "${key}"`);
    }
    if (!LABEL_VALUE.test(asWord(value))) {
      report.error(`invalid tag value: "${value}"`);
    }
  }
}

function httpConflicts(report: Report, route: Fields, type: RouteType): void {
  const has = (field: string) =>
    Array.isArray(route[field])
      ? (route[field] as unknown[]).length > 0
      : isSet(route[field]);
  if (type === 'root') {
    for (const field of ['redirect', 'route', 'directResponse'].filter(has)) {
      report.error(`root HTTP route must not specify ${field}`);
    }
    return;
  }
  if (type === 'delegate' && has('delegate')) {
    report.error('delegate HTTP route cannot contain delegate');
  }
  const ends = ['redirect', 'directResponse', 'route'].filter(has);
  if (ends.length === 0) {
    report.error('HTTP route, redirect or direct_response is required');
  }
  if (ends.length > 1) {
    report.error(`HTTP route cannot contain both ${ends[0]} and ${ends[1]}`);
  }
  if (has('redirect') || has('directResponse')) {
    for (const field of ['fault', 'rewrite'].filter(has)) {
      report.error(`HTTP route cannot contain both ${field} and ${ends[0]}`);
    }
  }
  if (has('mirror') && has('mirrors')) {
    report.error('HTTP route cannot contain both mirror and mirrors');
  }
}

function weights(report: Report, routes: unknown[], what: string): void {
  let total = 0;
  routes.forEach((value, index) => {
    const { weight, destination: target } = asRecord(value);
    const number = asNumber(weight) ?? 0;
    if (number < 0) {
      report.at('route', index, 'weight').error(`weight ${number} < 0`);
    }
    total += number;
    if (!isSet(target)) {
      report.at('route', index).error(`${what} destination is required`);
    } else {
      destination(report.at('route', index, 'destination'), target);
    }
  });
  if (routes.length > 1 && total === 0) {
    report.error('total destination weight = 0');
  }
}

/** One HTTP route. */
export function httpRoute(
  report: Report,
  value: unknown,
  isDelegate: boolean,
): void {
  if (!isSet(value)) {
    report.error('http route may not be null');
    return;
  }
  const route = asRecord(value);
  const type: RouteType = isDelegate
    ? 'delegate'
    : isSet(route.delegate)
    ? 'root'
    : 'independent';
  httpConflicts(report, route, type);
  asList(route.match).forEach((match, index) =>
    httpMatch(report.at('match', index), match),
  );
  httpActions(report, route);
  const routes = asList(route.route);
  weights(report, routes, 'HTTP route');
  duration(report.at('timeout'), route.timeout, 0);
}

function l4Match(
  report: Report,
  value: unknown,
  hosts: readonly string[],
  isTls: boolean,
): void {
  if (!isSet(value)) {
    report.error(
      isTls ? 'TLS match may not be null' : 'TCP match may not be nil',
    );
    return;
  }
  const match = asRecord(value);
  if (isTls) {
    if (asTexts(match.sniHosts).length === 0) {
      report.error('TLS match must have at least one SNI host');
    }
    asTexts(match.sniHosts).forEach((sni, index) => {
      const at = report.at('sniHosts', index);
      const wrong = gatewayDomain(true, sni);
      at.error(wrong);
      const fits = hosts.some(
        host =>
          host === sni ||
          host === '*' ||
          (host.startsWith('*') && sni.endsWith(host.slice(1))),
      );
      if (!wrong && !fits) {
        at.error(
          `SNI host "${sni}" is not a compatible subset of the virtual service hosts: [${hosts.join(
            ' ',
          )}]`,
        );
      }
    });
  }
  asTexts(match.destinationSubnets).forEach((subnet, index) =>
    report.at('destinationSubnets', index).error(ipSubnet(subnet)),
  );
  if (asText(match.sourceSubnet)) {
    report.at('sourceSubnet').error(ipSubnet(asWord(match.sourceSubnet)));
  }
  if (isSet(match.port) && match.port !== 0) {
    report.at('port').error(portNumber(asNumber(match.port)));
  }
  sourceLabels(report, match.sourceLabels);
  gatewayNames(report, match.gateways);
}

/** Routes of a TLS or TCP rule. */
export function l4Routes(
  report: Report,
  routes: unknown[],
  what: string,
): void {
  if (routes.length === 0) {
    report.error(`${what} route is required`);
  }
  weights(report, routes, what);
}

function l4Route(
  report: Report,
  value: unknown,
  hosts: readonly string[],
  isTls: boolean,
): void {
  if (!isSet(value)) {
    return;
  }
  const rule = asRecord(value);
  if (isTls && asList(rule.match).length === 0) {
    report.error('TLS route must have at least one match condition');
  }
  asList(rule.match).forEach((match, index) =>
    l4Match(report.at('match', index), match, hosts, isTls),
  );
  l4Routes(report, asList(rule.route), isTls ? 'TLS' : 'TCP');
}

function hostsOf(
  report: Report,
  hosts: readonly string[],
  forMesh: boolean,
  isSni: boolean,
): void {
  hosts.forEach((host, index) => {
    const at = report.at('hosts', index);
    const wrong = forMesh ? wildcardDomain(host) : gatewayDomain(isSni, host);
    if (wrong && !isIpAddress(host)) {
      at.error(wrong);
    } else if (forMesh && host === '*') {
      at.error(
        'wildcard host * is not allowed for virtual services bound to the mesh gateway',
      );
    }
  });
  const seen = new Set<string>();
  for (const host of hosts) {
    if (seen.has(host)) {
      report.at('hosts').error(`duplicate hosts in virtual service: ${host}`);
    }
    seen.add(host);
  }
}

/** A VirtualService. */
export function virtualService(report: Report, object: KubeObject): void {
  const spec = asRecord(object.spec);
  const hosts = asTexts(spec.hosts);
  const gateways = asTexts(spec.gateways);
  const isDelegate = hosts.length === 0;
  const [http, tls, tcp] = [
    asList(spec.http),
    asList(spec.tls),
    asList(spec.tcp),
  ];
  if (isDelegate) {
    for (const [field, list] of [
      ['gateways', gateways],
      ['tls', tls],
      ['tcp', tcp],
    ] as const) {
      if (list.length > 0) {
        report
          .at(field)
          .error(`delegate virtual service must have no ${field} specified`);
      }
    }
  }
  gatewayNames(report, gateways);
  const forMesh = gateways.length === 0 || gateways.includes('mesh');
  const forGateway = gateways.some(gateway => gateway !== 'mesh');
  hostsOf(report, hosts, forMesh, tls.length > 0);
  if (http.length + tls.length + tcp.length === 0) {
    report.error('http, tcp or tls must be provided in virtual service');
  }
  http.forEach((route, index) => {
    httpRoute(report.at('http', index), route, isDelegate);
    if (!forGateway && !isDelegate) {
      const claims = asList(asRecord(route).match).some(match =>
        ['headers', 'withoutHeaders'].some(field =>
          Object.keys(asRecord(asRecord(match)[field])).some(name =>
            name.startsWith(JWT_CLAIM),
          ),
        ),
      );
      if (claims) {
        report
          .at('http', index)
          .error('JWT claim based routing is only supported for gateway');
      }
    }
  });
  tls.forEach((route, index) =>
    l4Route(report.at('tls', index), route, hosts, true),
  );
  tcp.forEach((route, index) =>
    l4Route(report.at('tcp', index), route, hosts, false),
  );
  exportTo(report.at('exportTo'), object.metadata.namespace, spec.exportTo);
  for (const section of ['http', 'tls', 'tcp']) {
    unreachableRules(report.at(section), asList(spec[section]));
  }
}
