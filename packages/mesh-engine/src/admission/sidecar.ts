import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  asWord,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { selector } from './attachment';
import { isSet } from './values';
import { connectionPool } from './connectionPool';
import { isHttpProtocol, isProtocol, serverTls } from './gateway';
import {
  ipAddress,
  isDnsLabel,
  isIpAddress,
  portNumber,
  wildcardDomain,
} from './names';
import type { Report } from './Report';

const UNIX = 'unix://';

function host(report: Report, text: string): void {
  const [namespace, name, ...more] = text.split('/');
  if (name === undefined || more.length > 0) {
    report.error('sidecar egress host must be in namespace/dnsName format');
    return;
  }
  if (namespace === '' || name === '') {
    report.error('config namespace and dnsName in host entry cannot be empty');
  }
  if (!['*', '.', '~', ''].includes(namespace) && !isDnsLabel(namespace)) {
    report.error(`invalid namespace value ${namespace}`);
  }
  if (name !== '') {
    report.error(wildcardDomain(name));
  }
}

function listenerPort(
  report: Report,
  port: unknown,
  captureMode: string | undefined,
): void {
  const { number, protocol } = asRecord(port);
  if (captureMode !== undefined) {
    report.error(portNumber(asNumber(number)));
  }
  if (asText(protocol) && !isProtocol(asText(protocol))) {
    report.error(`invalid protocol ${protocol}`);
  }
}

function ingress(report: Report, value: unknown, seen: Set<string>): void {
  if (!isSet(value)) {
    report.error('sidecar: ingress listener is nil');
    return;
  }
  const listener = asRecord(value);
  const bind = asText(listener.bind);
  const port = asRecord(listener.port);
  if (!isSet(listener.port)) {
    report.error('sidecar: port is required for ingress listeners');
    return;
  }
  if (bind?.startsWith(UNIX) || (bind && !isIpAddress(bind))) {
    report
      .at('bind')
      .error(
        bind.startsWith(UNIX)
          ? 'sidecar: unix domain socket is not supported for ingress bind'
          : ipAddress(bind),
      );
  }
  listenerPort(report.at('port'), port, '');
  const number = asWord(asNumber(port.number));
  if (seen.has(number)) {
    report.error(
      `sidecar: ports on IP bound listeners must be unique: ${number}`,
    );
  }
  seen.add(number);
  if (isSet(listener.tls)) {
    const tls = asRecord(listener.tls);
    serverTls(report.at('tls'), tls);
    if (
      !['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(
        asText(tls.mode) ?? 'PASSTHROUGH',
      )
    ) {
      report
        .at('tls')
        .error(
          'configuration is invalid: sidecar ingress TLS supports only SIMPLE and MUTUAL',
        );
    }
    if (tls.httpsRedirect === true) {
      report
        .at('tls')
        .error('configuration is invalid: httpsRedirect is not supported');
    }
    const unsupported = [
      'credentialName',
      'credentialNames',
      'tlsCertificates',
    ].filter(field => asText(tls[field]) || asList(tls[field]).length > 0);
    for (const field of unsupported) {
      report
        .at('tls', field)
        .error(`configuration is invalid: ${field} is not currently supported`);
    }
  }
  if (
    isSet(asRecord(listener.connectionPool).http) &&
    !isHttpProtocol(asText(port.protocol))
  ) {
    report.warn(
      'HTTP connection settings have no effect on a port that is not HTTP',
    );
  }
  const endpoint = asText(listener.defaultEndpoint) ?? '';
  if (endpoint === '') {
    return;
  }
  const at = report.at('defaultEndpoint');
  if (endpoint.startsWith(UNIX)) {
    const path = endpoint.slice(UNIX.length);
    if (!path.startsWith('/') && !path.startsWith('@')) {
      at.error(`${path} is not an absolute path`);
    }
    return;
  }
  const split = /^(.*):(\d+)$/.exec(endpoint);
  if (!split) {
    at.error(
      'sidecar: defaultEndpoint must be of form 127.0.0.1:<port>, 0.0.0.0:<port>, [::1]:port, [::]:port, or unix://filepath or unset',
    );
    return;
  }
  const [, address, endpointPort] = split;
  if (!['127.0.0.1', '0.0.0.0', '[::1]', '[::]'].includes(address)) {
    at.error(
      'sidecar: defaultEndpoint must be of form 127.0.0.1:<port>, 0.0.0.0:<port>, [::1]:port, [::]:port, or unix://filepath or unset',
    );
  }
  at.error(portNumber(Number(endpointPort)));
}

interface Egress {
  catchAll: boolean;
  ports: Set<string>;
  sockets: Set<string>;
}

function egress(
  report: Report,
  value: unknown,
  namespace: string,
  seen: Egress,
): void {
  if (!isSet(value)) {
    report.error('egress listener may not be null');
    return;
  }
  const listener = asRecord(value);
  const bind = asText(listener.bind) ?? '';
  const captureMode = asText(listener.captureMode) ?? 'DEFAULT';
  if (!isSet(listener.port)) {
    if (captureMode === 'NONE') {
      report.error('sidecar: captureMode is NONE, but no port was specified');
    }
    if (bind !== '') {
      report.error('sidecar: bind cannot be specified without a port');
    }
    if (seen.catchAll) {
      report.error('sidecar: egress can have only one listener without port');
    }
    seen.catchAll = true;
  } else {
    const { number } = asRecord(listener.port);
    if (bind.startsWith(UNIX)) {
      const path = bind.slice(UNIX.length);
      if (!path.startsWith('/') && !path.startsWith('@')) {
        report.at('bind').error(`${path} is not an absolute path`);
      }
      if ((asNumber(number) ?? 0) !== 0) {
        report.error('sidecar: port number must be 0 for unix domain socket');
      }
      if (captureMode !== 'DEFAULT' && captureMode !== 'NONE') {
        report.error(
          'sidecar: captureMode must be DEFAULT/NONE for unix domain socket listeners',
        );
      }
      if (seen.sockets.has(bind)) {
        report.error(
          `sidecar: unix domain socket values for listeners must be unique: ${bind}`,
        );
      }
      seen.sockets.add(bind);
    } else {
      if (bind !== '') {
        report.at('bind').error(ipAddress(bind));
      }
      listenerPort(report.at('port'), listener.port, captureMode);
      const key = asWord(asNumber(number));
      if (seen.ports.has(key)) {
        report.error(
          `sidecar: ports on IP bound listeners must be unique: ${key}`,
        );
      }
      seen.ports.add(key);
    }
    if (
      asText(asRecord(listener.port).protocol) &&
      !isProtocol(asText(asRecord(listener.port).protocol)) &&
      bind.startsWith(UNIX)
    ) {
      report.at('port').error('invalid protocol');
    }
  }
  const hosts = asTexts(listener.hosts);
  if (hosts.length === 0) {
    report.error('sidecar: egress listener must contain at least one host');
  }
  const full = hosts.map(text =>
    text.startsWith('./') ? `${namespace}${text.slice(1)}` : text,
  );
  full.forEach((text, index) => {
    const at = report.at('hosts', index);
    host(at, hosts[index]);
    const wide = `${text.split('/')[0]}/*`;
    if (full.indexOf(text) !== index) {
      at.warn(`duplicate egress host: ${text}`);
    } else if (text !== wide && full.includes(wide)) {
      at.warn(`sidecar egress host ${text} is covered by ${wide}`);
    }
  });
}

/** A Sidecar. */
export function sidecar(
  report: Report,
  object: KubeObject,
  rootNamespace: string,
): void {
  const spec = asRecord(object.spec);
  selector(report.at('workloadSelector'), spec.workloadSelector, 'labels');
  if (
    object.metadata.namespace === rootNamespace &&
    isSet(spec.workloadSelector)
  ) {
    report.error('workload selector not allowed for root namespace Sidecar');
  }
  if (
    asList(spec.egress).length === 0 &&
    asList(spec.ingress).length === 0 &&
    !isSet(spec.outboundTrafficPolicy) &&
    !isSet(spec.inboundConnectionPool)
  ) {
    report.error('sidecar: empty configuration provided');
  }
  connectionPool(
    report.at('inboundConnectionPool'),
    spec.inboundConnectionPool,
  );
  const numbers = new Set<string>();
  asList(spec.ingress).forEach((listener, index) => {
    const at = report.at('ingress', index);
    ingress(at, listener, numbers);
    connectionPool(at.at('connectionPool'), asRecord(listener).connectionPool);
  });
  const seen: Egress = {
    catchAll: false,
    ports: new Set(),
    sockets: new Set(),
  };
  const listeners = asList(spec.egress);
  listeners.forEach((listener, index) => {
    egress(
      report.at('egress', index),
      listener,
      object.metadata.namespace ?? '',
      seen,
    );
    if (
      !isSet(asRecord(listener).port) &&
      isSet(listener) &&
      index !== listeners.length - 1
    ) {
      report
        .at('egress', index)
        .error(
          'sidecar: the egress listener with empty port should be the last listener in the list',
        );
    }
  });
  const policy = spec.outboundTrafficPolicy;
  if (isSet(policy)) {
    const { mode, egressProxy } = asRecord(policy);
    const at = report.at('outboundTrafficPolicy');
    if (isSet(egressProxy)) {
      if (mode !== 'ALLOW_ANY') {
        at.error(
          'sidecar: egress_proxy must be set only with ALLOW_ANY outbound_traffic_policy mode',
        );
      }
      const { host: proxyHost, port, subset } = asRecord(egressProxy);
      at.error(wildcardDomain(asText(proxyHost) ?? ''));
      if (!isSet(port)) {
        at.error('sidecar: egress_proxy port must be non-nil');
      } else {
        at.error(portNumber(asNumber(asRecord(port).number)));
      }
      if (asText(subset) && !isDnsLabel(asWord(subset))) {
        at.error(`subset name is invalid: ${subset}`);
      }
    }
  }
}
