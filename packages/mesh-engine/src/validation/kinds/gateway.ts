import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { validateServerTls } from '../parts/serverTls';
import { ipProblem, socketProblem, UNIX_PREFIX } from '../values/addresses';
import { namespacedHostProblems } from '../values/hosts';
import { isDnsLabel } from '../values/names';
import {
  isHttpProtocol,
  isKnownProtocol,
  isTlsProtocol,
} from '../values/protocols';
import type { ObjectOfKind } from './types';

const SUPPORTED =
  'HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, MONGO, REDIS, MYSQL, TCP';

/** Whether a port of a server is fit. */
export function validateServerPort(port: Field, bind: string): boolean {
  if (!port.isSet) {
    port.error('required', 'port is required');
    return false;
  }
  const protocol = port.get('protocol');
  const number = port.get('number');
  const isKnown = isKnownProtocol(protocol.text);
  const isSocket = number.number === 0 && bind.startsWith(UNIX_PREFIX);
  const isNamed = port.get('name').text !== '';
  const hasTarget = port.get('targetPort').number > 0;
  if (!isKnown) {
    protocol.error(
      'unsupported',
      `invalid protocol ${JSON.stringify(
        protocol.text,
      )}, supported protocols are ${SUPPORTED}`,
    );
  }
  if (!isSocket) {
    validatePort(number);
  }
  if (hasTarget) {
    port
      .get('targetPort')
      .error('ignored', 'targetPort has no impact on Gateways');
  }
  if (!isNamed) {
    port.error('required', 'port name must be set', 'Name the port.');
  }
  const isNumber = isSocket || (number.number >= 1 && number.number <= 65535);
  return isKnown && isNumber && isNamed && !hasTarget;
}

function validateBind(server: Field): void {
  const bind = server.get('bind');
  if (bind.text.startsWith(UNIX_PREFIX)) {
    bind.refuse('address', socketProblem(bind.text.slice(UNIX_PREFIX.length)));
    if (server.get('port').get('number').number !== 0) {
      bind.error(
        'exclusive',
        'port number must be 0 for unix domain socket',
        'Remove the number, or bind to an address.',
      );
    }
  } else if (bind.text !== '') {
    bind.refuse('address', ipProblem(bind.text));
  }
}

const CERTIFICATES = ['caCertificates', 'privateKey', 'serverCertificate'];

function validateProtocol(server: Field): void {
  const protocol = server.get('port').get('protocol').text;
  const tls = server.get('tls');
  if (isTlsProtocol(protocol)) {
    if (!tls.isSet) {
      server.error(
        'tls',
        'server must have TLS settings for HTTPS/TLS protocols',
        'Add tls with a mode and a credentialName, or set the protocol to HTTP.',
      );
    }
    return;
  }
  if (!tls.isSet) {
    return;
  }
  const mode = tls.get('mode').text || 'PASSTHROUGH';
  const onlyRedirects =
    ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(mode) &&
    CERTIFICATES.every(name => tls.get(name).text === '');
  if (!isHttpProtocol(protocol)) {
    tls.error(
      'tls',
      'server cannot have TLS settings for non HTTPS/TLS ports',
      'Set the protocol to TLS or HTTPS, or remove tls.',
    );
  } else if (!onlyRedirects) {
    tls.error(
      'tls',
      'server cannot have TLS settings for plain text HTTP ports',
      'Set the protocol to HTTPS, or keep httpsRedirect only.',
    );
  }
}

/** One server of a Gateway. */
export function validateServer(server: Field): void {
  if (!server.isSet) {
    server.error('required', 'cannot have nil server');
    return;
  }
  const hosts = server.get('hosts').items;
  if (hosts.length === 0) {
    server.error(
      'required',
      'server config must contain at least one host',
      'Name hosts, or "*" for all.',
    );
  }
  for (const host of hosts) {
    for (const problem of namespacedHostProblems(host.text, true)) {
      host.error('host', problem);
    }
  }
  const isFit = validateServerPort(server.get('port'), server.get('bind').text);
  validateBind(server);
  validateServerTls(server.get('tls'));
  if (isFit) {
    validateProtocol(server);
  }
}

export function validateGateway({ spec, name }: ObjectOfKind): void {
  const servers = spec.get('servers').items;
  if (!isDnsLabel(name)) {
    spec.error(
      'name',
      `invalid gateway name: ${JSON.stringify(name)}`,
      'Name the Gateway without dots.',
    );
  }
  if (servers.length === 0) {
    spec.error('required', 'gateway must have at least one server');
  }
  const names = new Set<string>();
  for (const server of servers) {
    validateServer(server);
    const port = server.get('port');
    const portName = port.get('name');
    if (port.isSet && names.has(portName.text)) {
      portName.error(
        'duplicate',
        `port names in servers must be unique: duplicate name ${portName.text}`,
      );
    }
    if (port.isSet) {
      names.add(portName.text);
    }
    const redirects = server.get('tls').get('httpsRedirect');
    if (
      port.isSet &&
      redirects.isTrue &&
      !isHttpProtocol(port.get('protocol').text)
    ) {
      redirects.warn(
        'ignored',
        'tls.httpsRedirect should only be used with http servers',
      );
    }
  }
}
