import { hostsOverlap } from '../../routing/hostNames';
import { isIp } from '../../schemas/isIp';
import type { Field } from '../Field';
import { validateExportTo } from '../parts/exportTo';
import { validateGatewayNames } from '../routes/gatewayNames';
import { validateHttpRoute } from '../routes/httpRoute';
import { validateTcpRoute, validateTlsRoute } from '../routes/l4Routes';
import { warnOfUnreachable } from '../routes/unreachable';
import { gatewayHostProblem, wildcardHostProblem } from '../values/hosts';
import type { ObjectOfKind } from './types';

/** Name by which a VirtualService says that it is for sidecars. */
const MESH = 'mesh';

/** A key of headers that stands for a claim of a token, such as `@request.auth.claims.sub`. */
const CLAIM = /^@request\.auth\.claims(?:\.|\[).+/i;

const DELEGATE_HAS_NO: [string, string][] = [
  ['gateways', 'delegate virtual service must have no gateways specified'],
  ['tls', 'delegate virtual service must have no tls route specified'],
  ['tcp', 'delegate virtual service must have no tcp route specified'],
];

function validateDelegate(spec: Field): void {
  for (const [name, says] of DELEGATE_HAS_NO) {
    if (spec.get(name).items.length > 0) {
      spec
        .get(name)
        .error(
          'exclusive',
          says,
          'Add hosts, or keep only the http routes that another VirtualService delegates to.',
        );
    }
  }
}

function validateClaims(http: Field, gateways: readonly string[]): void {
  for (const match of http.items.flatMap(route => route.get('match').items)) {
    for (const headers of [match.get('headers'), match.get('withoutHeaders')]) {
      for (const [key, header] of headers.entries) {
        if (CLAIM.test(key)) {
          header.error(
            'match',
            `JWT claim based routing (key: ${key}) is only supported for gateway, found no gateways: [${gateways.join(
              ' ',
            )}]`,
            'Bind the VirtualService to a gateway, or match on something else.',
          );
        }
      }
    }
  }
}

function validateHosts(
  hosts: Field,
  isOfGateway: boolean,
  isSni: boolean,
): void {
  let areFit = true;
  for (const host of hosts.items) {
    const problem = isOfGateway
      ? gatewayHostProblem(isSni, host.text)
      : wildcardHostProblem(host.text);
    if (problem && !isIp(host.text)) {
      areFit = false;
      host.error('host', problem);
    } else if (!isOfGateway && host.text === '*') {
      areFit = false;
      host.error(
        'host',
        'wildcard host * is not allowed for virtual services bound to the mesh gateway',
        'Name hosts, or bind the VirtualService to a gateway.',
      );
    }
  }
  if (areFit) {
    refuseOverlaps(hosts);
  }
}

function refuseOverlaps(hosts: Field): void {
  const plain = new Set<string>();
  const wildcards: string[] = [];
  const refuse = (host: Field, before: string) =>
    host.error(
      'duplicate',
      `duplicate hosts in virtual service: ${before} & ${host.text}`,
    );
  for (const host of hosts.items) {
    const isWildcard = host.text.startsWith('*');
    const before = [...wildcards, ...(isWildcard ? plain : [])].find(other =>
      hostsOverlap(other, host.text),
    );
    if (before !== undefined || plain.has(host.text)) {
      refuse(host, before ?? host.text);
    }
    if (isWildcard) {
      wildcards.push(host.text);
    } else {
      plain.add(host.text);
    }
  }
}

export function validateVirtualService({
  spec,
  namespace,
}: ObjectOfKind): void {
  const hosts = spec.get('hosts').items.map(({ text }) => text);
  const gateways = spec.get('gateways').items.map(({ text }) => text);
  const isDelegate = hosts.length === 0;
  const isOfGateway = gateways.length > 0 && !gateways.includes(MESH);
  const isSni = spec
    .get('tls')
    .items.some(route =>
      route
        .get('match')
        .items.some(match => match.get('sniHosts').items.length > 0),
    );
  if (isDelegate) {
    validateDelegate(spec);
  }
  validateGatewayNames(spec.get('gateways'));
  if (!isOfGateway) {
    validateClaims(spec.get('http'), gateways);
  }
  validateHosts(spec.get('hosts'), isOfGateway, isSni);
  if (!['http', 'tcp', 'tls'].some(name => spec.get(name).items.length > 0)) {
    spec.error(
      'required',
      'http, tcp or tls must be provided in virtual service',
      'Add a route.',
    );
  }
  for (const route of spec.get('http').items) {
    validateHttpRoute(route, isDelegate);
  }
  for (const route of spec.get('tls').items) {
    validateTlsRoute(route, hosts, !gateways.includes(MESH));
  }
  spec.get('tcp').items.forEach(validateTcpRoute);
  validateExportTo(spec.get('exportTo'), namespace);
  warnOfUnreachable(spec.get('http'), true);
  warnOfUnreachable(spec.get('tcp'), false);
  warnOfUnreachable(spec.get('tls'), false);
}
