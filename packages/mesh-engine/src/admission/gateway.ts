import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { isSet } from './values';
import {
  ipAddress,
  isDnsLabel,
  isIpAddress,
  portNumber,
  wildcardDomain,
} from './names';
import type { Report } from './Report';
import { sourceLabels } from './virtualService';

type Fields = Record<string, unknown>;

const PROTOCOLS = [
  'HTTP',
  'HTTP2',
  'HTTP_PROXY',
  'HTTPS',
  'GRPC',
  'GRPC-WEB',
  'TCP',
  'TLS',
  'MONGO',
  'REDIS',
  'MYSQL',
  'UDP',
  'HBONE',
  'DOUBLE-HBONE',
];
const CIPHERS = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-SHA',
  'AES256-SHA',
  'DES-CBC3-SHA',
  'PSK-AES128-CBC-SHA',
  'PSK-AES256-CBC-SHA',
  'ECDHE-PSK-AES128-CBC-SHA',
  'ECDHE-PSK-AES256-CBC-SHA',
  'ECDHE-PSK-CHACHA20-POLY1305',
];
const SPIFFE_OR_HASH =
  /^(?:[0-9a-fA-F]{64}|(?:[0-9a-fA-F]{2}:){31}[0-9a-fA-F]{2})$/;

export function isProtocol(text: string | undefined): boolean {
  return text !== undefined && PROTOCOLS.includes(text.toUpperCase());
}

export const isTlsProtocol = (text: string | undefined) =>
  ['HTTPS', 'TLS'].includes((text ?? '').toUpperCase());
export const isHttpProtocol = (text: string | undefined) =>
  ['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB'].includes(
    (text ?? '').toUpperCase(),
  );

/** Name and number and protocol of a server's port. */
export function serverPort(report: Report, value: unknown): void {
  if (!isSet(value)) {
    report.error('port is required');
    return;
  }
  const { protocol, number, name } = asRecord(value);
  if (!isProtocol(asText(protocol))) {
    report.error(
      `invalid protocol "${
        protocol ?? ''
      }", supported protocols are ${PROTOCOLS.join(', ')}`,
    );
  }
  report.at('number').error(portNumber(asNumber(number)));
  if (!asText(name)) {
    report.error(`port name must be set: ${JSON.stringify(value)}`);
  }
}

function cipherSuites(report: Report, tls: Fields): void {
  const suites = asTexts(tls.cipherSuites);
  const wrong = suites.filter(
    suite => !CIPHERS.includes(suite.replace(/^[-+!]/, '')),
  );
  if (wrong.length > 0) {
    report
      .at('cipherSuites')
      .warn(`ignoring invalid cipher suites: [${wrong.join(' ')}]`);
  }
  const repeated = suites.filter(
    (suite, index) => suites.indexOf(suite) !== index,
  );
  if (repeated.length > 0) {
    report
      .at('cipherSuites')
      .warn(`ignoring duplicate cipher suites: [${repeated.join(' ')}]`);
  }
}

/** TLS of a server of a Gateway. */
export function serverTls(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const tls = asRecord(value);
  const mode = asText(tls.mode) ?? 'PASSTHROUGH';
  const name = asText(tls.credentialName);
  const names = asTexts(tls.credentialNames);
  const certificates = asList(tls.tlsCertificates);
  cipherSuites(report, tls);
  const own = ['serverCertificate', 'privateKey', 'caCertificates'].filter(
    field => asText(tls[field]),
  );
  const sources = [
    Boolean(name),
    names.length > 0,
    Boolean(asText(tls.serverCertificate) && asText(tls.privateKey)),
    certificates.length > 0,
  ].filter(Boolean).length;
  if (mode === 'ISTIO_MUTUAL') {
    for (const [field, words] of [
      ['serverCertificate', 'server cert'],
      ['privateKey', 'private key'],
      ['caCertificates', 'CA bundle'],
      ['credentialName', 'credentialName'],
    ]) {
      if (asText(tls[field])) {
        report.error(`ISTIO_MUTUAL TLS cannot have associated ${words}`);
      }
    }
    if (names.length > 0) {
      report.error('ISTIO_MUTUAL TLS cannot have associated credentialNames');
    }
    return;
  }
  if (mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') {
    if (own.length > 0 || name || names.length > 0 || certificates.length > 0) {
      report.warn(
        `${mode} mode does not use certificates, they will be ignored`,
      );
    }
    return;
  }
  for (const field of ['verifyCertificateHash', 'verifyCertificateSpki']) {
    for (const hash of asTexts(tls[field])) {
      if (field === 'verifyCertificateHash' && !SPIFFE_OR_HASH.test(hash)) {
        report.at(field).error(`invalid certificate hash ${hash}`);
      }
    }
  }
  if (sources > 1) {
    report.error(
      'only one of credential_name, credential_names, server_certificate/private_key or tls_certificates should be set',
    );
    return;
  }
  const isMutual = mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
  if (!['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode)) {
    return;
  }
  if (names.length > 2) {
    report.warn(`${mode} TLS can support up to 2 server certificates`);
  }
  if (name || names.length > 0) {
    return;
  }
  if (certificates.length > 0) {
    if (certificates.length > 2) {
      report.warn(`${mode} TLS can support up to 2 server certificates`);
    }
    certificates.forEach((certificate, index) => {
      const { serverCertificate, privateKey } = asRecord(certificate);
      const at = report.at('tlsCertificates', index);
      if (!asText(serverCertificate)) {
        at.error(`${mode} TLS requires a server certificate`);
      }
      if (!asText(privateKey)) {
        at.error(`${mode} TLS requires a private key`);
      }
    });
  } else {
    if (!asText(tls.serverCertificate)) {
      report.error(`${mode} TLS requires a server certificate`);
    }
    if (!asText(tls.privateKey)) {
      report.error(`${mode} TLS requires a private key`);
    }
  }
  if (isMutual && !asText(tls.caCertificates)) {
    report.error(`${mode} TLS requires a client CA bundle`);
  }
}

function serverHost(report: Report, host: string, isNew: boolean): void {
  const [namespace, name, ...more] = host.split('/');
  if (more.length > 0) {
    report.error(`config must be of the form <namespace>/<domain>: ${host}`);
    return;
  }
  if (
    name !== undefined &&
    namespace !== '*' &&
    namespace !== '.' &&
    !isDnsLabel(namespace)
  ) {
    report.error(`invalid namespace value "${namespace}"`);
  }
  const domain = name ?? host;
  const wrong = isIpAddress(domain) ? undefined : wildcardDomain(domain);
  if (wrong) {
    report.error(
      wrong.replace(
        /^empty domain name not allowed$/,
        'empty domain name not allowed in host',
      ),
    );
  } else if (!domain.includes('.') && domain !== '*' && !isNew) {
    report.error(`short names (non FQDN) are not allowed: ${host}`);
  }
}

/** A server of a Gateway. */
export function server(report: Report, value: unknown): void {
  const { hosts, port, tls, bind } = asRecord(value);
  const all = asTexts(hosts);
  if (all.length === 0) {
    report.error('server config must contain at least one host');
  }
  all.forEach((host, index) =>
    serverHost(report.at('hosts', index), host, false),
  );
  const { protocol, number } = asRecord(port);
  const address = asText(bind);
  const isSocket =
    address?.startsWith('/') ||
    address?.startsWith('@') ||
    address?.startsWith('unix:');
  if (isSocket) {
    if ((asNumber(number) ?? 0) !== 0) {
      report.at('port').error('port number must be 0 for unix domain socket');
    }
  } else {
    serverPort(report.at('port'), port);
    if (address) {
      report.at('bind').error(ipAddress(address));
    }
  }
  serverTls(report.at('tls'), tls);
  const text = asText(protocol);
  if (isTlsProtocol(text) && !isSet(tls)) {
    report.error('server must have TLS settings for HTTPS/TLS protocols');
  } else if (!isTlsProtocol(text) && isSet(tls) && isHttpProtocol(text)) {
    const fields = Object.keys(asRecord(tls)).filter(
      field => field !== 'httpsRedirect',
    );
    if (fields.length > 0) {
      report.error('server cannot have TLS settings for plain text HTTP ports');
    }
  }
  if (
    isSet(tls) &&
    asRecord(tls).httpsRedirect === true &&
    !isHttpProtocol(text)
  ) {
    report.warn('tls.httpsRedirect should only be used with http servers');
  }
}

/** A Gateway. */
export function gateway(report: Report, object: KubeObject): void {
  const spec = asRecord(object.spec);
  const servers = asList(spec.servers);
  if (servers.length === 0) {
    report.error('gateway must have at least one server');
  }
  const names = new Set<string>();
  const ports = new Set<string>();
  servers.forEach((value, index) => {
    const at = report.at('servers', index);
    server(at, value);
    const { port, name } = asRecord(value);
    const portName = asText(asRecord(port).name);
    const key = `${asText(name) ?? ''}`;
    if (key && names.has(key)) {
      at.error(`server name must be unique: ${key}`);
    }
    names.add(key);
    if (portName && ports.has(portName)) {
      at.error(
        `port names in servers must be unique: duplicate name ${portName}`,
      );
    }
    if (portName) {
      ports.add(portName);
    }
  });
  sourceLabels(report.at('selector'), spec.selector);
}
