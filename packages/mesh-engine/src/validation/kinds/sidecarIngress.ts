import type { Field } from '../Field';
import { validatePort } from '../parts/fields';
import { validateListenerPort } from '../parts/listenerPort';
import { validateServerTls } from '../parts/serverTls';
import { validateConnectionPool } from '../traffic/connectionPool';
import {
  ipProblem,
  portProblem,
  socketProblem,
  splitHostPort,
  UNIX_PREFIX,
} from '../values/addresses';
import { isHttpProtocol } from '../values/protocols';

const OWN_ADDRESSES = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

function validateDefaultEndpoint(endpoint: Field): void {
  if (endpoint.text === '') {
    return;
  }
  if (endpoint.text.startsWith(UNIX_PREFIX)) {
    endpoint.refuse(
      'address',
      socketProblem(endpoint.text.slice(UNIX_PREFIX.length)),
    );
    return;
  }
  const parts = splitHostPort(endpoint.text);
  if (typeof parts === 'string') {
    endpoint.error('address', parts, 'Write address and port.');
    return;
  }
  if (!OWN_ADDRESSES.includes(parts.host)) {
    endpoint.error(
      'address',
      'sidecar: defaultEndpoint must be of form 127.0.0.1:<port>,0.0.0.0:<port>,[::1]:port,[::]:port,unix://filepath or unset',
      'Write 127.0.0.1 and the port of the application.',
    );
  }
  endpoint.refuse(
    'port',
    /^[-+]?\d+$/.test(parts.port)
      ? portProblem(Number(parts.port))
      : `sidecar: defaultEndpoint port (${parts.port}) is not a number`,
  );
}

const UNSUPPORTED_MODES = ['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'];

function validateTls(tls: Field): void {
  if (!tls.isSet) {
    return;
  }
  const refuse = (name: string, says: string) =>
    tls.get(name).error('tls', `sidecar: ${says}`, 'Remove it.');
  if (tls.get('subjectAltNames').items.length > 0) {
    refuse(
      'subjectAltNames',
      'subjectAltNames is not supported in ingress tls',
    );
  }
  if (tls.get('httpsRedirect').isTrue) {
    refuse('httpsRedirect', 'httpsRedirect is not supported');
  }
  if (tls.get('credentialName').text !== '') {
    refuse('credentialName', 'credentialName is not currently supported');
  }
  if (tls.get('credentialNames').items.length > 0) {
    refuse('credentialNames', 'credentialNames is not currently supported');
  }
  if (tls.get('tlsCertificates').items.length > 0) {
    refuse('tlsCertificates', 'tlsCertificates is not currently supported');
  }
  const mode = tls.get('mode');
  if (UNSUPPORTED_MODES.includes(mode.text)) {
    mode.error(
      'tls',
      `configuration is invalid: cannot set mode to ${mode.text} in sidecar ingress tls`,
      'Use SIMPLE or MUTUAL; mutual TLS of the mesh is what PeerAuthentication sets.',
    );
  }
  validateServerTls(tls);
}

/**
 * An inbound listener of a Sidecar.
 * @param numbers - of the ports of those before, to which its own is added
 */
export function validateIngressListener(
  listener: Field,
  numbers: Set<number>,
): void {
  const port = listener.get('port');
  if (!listener.isSet) {
    listener.error('required', 'sidecar: ingress may not be null');
    return;
  }
  if (!port.isSet) {
    listener.error(
      'required',
      'sidecar: port is required for ingress listeners',
    );
    return;
  }
  const number = port.get('number');
  const bind = listener.get('bind');
  validateListenerPort(port);
  validatePort(number);
  if (bind.text !== '') {
    bind.refuse('address', ipProblem(bind.text));
  }
  if (numbers.has(number.number)) {
    number.error(
      'duplicate',
      'sidecar: ports on IP bound listeners must be unique',
    );
  }
  numbers.add(number.number);
  validateDefaultEndpoint(listener.get('defaultEndpoint'));
  validateTls(listener.get('tls'));
  const pool = listener.get('connectionPool');
  const protocol = port.get('protocol').text;
  validateConnectionPool(pool);
  if (pool.has('http') && !isHttpProtocol(protocol)) {
    pool
      .get('http')
      .warn(
        'ignored',
        `sidecar: HTTP connection pool settings are configured for port ${
          number.number
        } (${JSON.stringify(
          port.get('name').text,
        )}) but its protocol is not HTTP (${protocol}); only TCP settings will apply`,
        'Set the protocol to HTTP, or keep the settings of TCP only.',
      );
  }
}
