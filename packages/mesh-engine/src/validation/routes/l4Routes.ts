import { isHostSubset } from '../../routing/hostNames';
import { isIp } from '../../schemas/isIp';
import type { Field } from '../Field';
import { validateOptionalPort, validateTexts } from '../parts/fields';
import { validateLabels } from '../parts/labels';
import { subnetProblem } from '../values/addresses';
import { gatewayHostProblem, wildcardHostProblem } from '../values/hosts';
import { validateWeighted } from './destination';
import { validateGatewayNames } from './gatewayNames';

function validateConnection(match: Field): void {
  validateTexts(match.get('destinationSubnets'), 'address', subnetProblem);
  validateOptionalPort(match.get('port'));
  validateLabels(match.get('sourceLabels'));
  validateGatewayNames(match.get('gateways'));
}

function validateSniHost(
  sniHost: Field,
  hosts: readonly string[],
  isOfGateway: boolean,
): void {
  const host = sniHost.text;
  const problem = isOfGateway
    ? gatewayHostProblem(true, host)
    : wildcardHostProblem(host);
  if (problem && isIp(host)) {
    sniHost.warn(
      'risky',
      `using an IP address (${JSON.stringify(
        host,
      )}) goes against SNI spec and most clients do not support this`,
      'Name the host.',
    );
  } else if (problem) {
    sniHost.error('host', problem);
  } else if (!hosts.some(other => isHostSubset(host, other))) {
    sniHost.error(
      'host',
      `SNI host ${JSON.stringify(
        host,
      )} is not a compatible subset of any of the virtual service hosts: [${hosts.join(
        ', ',
      )}]`,
      'Add it to the hosts of the VirtualService.',
    );
  }
}

/** A route of connections by the name in their TLS greeting. */
export function validateTlsRoute(
  route: Field,
  hosts: readonly string[],
  isOfGateway: boolean,
): void {
  if (!route.isSet) {
    return;
  }
  const matches = route.get('match').items;
  if (matches.length === 0) {
    route.error('required', 'TLS route must have at least one match condition');
  }
  for (const match of matches) {
    if (!match.isSet) {
      match.error('required', 'TLS match may not be null');
      continue;
    }
    const sniHosts = match.get('sniHosts').items;
    if (sniHosts.length === 0) {
      match.error('required', 'TLS match must have at least one SNI host');
    }
    for (const sniHost of sniHosts) {
      validateSniHost(sniHost, hosts, isOfGateway);
    }
    validateConnection(match);
  }
  if (route.get('route').items.length === 0) {
    route.error('required', 'TLS route is required');
  }
  validateWeighted(route.get('route'));
}

/** A route of other connections. */
export function validateTcpRoute(route: Field): void {
  if (!route.isSet) {
    return;
  }
  for (const match of route.get('match').items) {
    if (match.isSet) {
      validateConnection(match);
    } else {
      match.error('required', 'tcp match may not be nil');
    }
  }
  if (route.get('route').items.length === 0) {
    route.error('required', 'TCP route is required');
  }
  validateWeighted(route.get('route'));
}
