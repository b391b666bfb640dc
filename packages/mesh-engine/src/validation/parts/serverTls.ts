import type { Field } from '../Field';
import { isCipherSuite } from '../values/cipherSuites';

const OLD_VERSIONS = ['TLSV1_0', 'TLSV1_1'];
const MAX_CERTIFICATES = 2;

function validateCipherSuites(tls: Field): void {
  const suites = tls.get('cipherSuites');
  const names = suites.items.map(({ text }) => text);
  const listed = (found: string[]) => [...new Set(found)].sort().join(' ');
  const unknown = names.filter(name => !isCipherSuite(name));
  const repeated = names.filter(
    (name, index) => isCipherSuite(name) && names.indexOf(name) < index,
  );
  if (
    OLD_VERSIONS.includes(tls.get('minProtocolVersion').text) &&
    names.length === 0
  ) {
    tls.warn(
      'tls',
      'TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include compatible ciphers.',
      'List cipherSuites, or raise minProtocolVersion.',
    );
  }
  if (unknown.length > 0) {
    suites.warn('tls', `ignoring invalid cipher suites: [${listed(unknown)}]`);
  }
  if (repeated.length > 0) {
    suites.warn(
      'tls',
      `ignoring duplicate cipher suites: [${listed(repeated)}]`,
      'List each once.',
    );
  }
}

const hasText = (parent: Field, name: string) => parent.get(name).text !== '';
const hasItems = (parent: Field, name: string) =>
  parent.get(name).items.length > 0;

function refuseCertificates(tls: Field): void {
  const refuse = (name: string, words: string) =>
    tls
      .get(name)
      .error(
        'tls',
        `ISTIO_MUTUAL TLS cannot have associated ${words}`,
        'Remove it: with ISTIO_MUTUAL, Istio issues the certificates.',
      );
  if (hasText(tls, 'serverCertificate')) {
    refuse('serverCertificate', 'server certificate');
  }
  if (hasText(tls, 'privateKey')) {
    refuse('privateKey', 'private key');
  }
  if (hasText(tls, 'caCertificates')) {
    refuse('caCertificates', 'CA bundle');
  }
  if (hasText(tls, 'credentialName')) {
    refuse('credentialName', 'credentialName');
  }
  if (hasItems(tls, 'credentialNames')) {
    refuse('credentialNames', 'credentialNames');
  }
  if (hasItems(tls, 'tlsCertificates')) {
    refuse('tlsCertificates', 'tlsCertificates');
  }
}

/** Certificate and key of a server, in the TLS settings themselves or in one of its `tlsCertificates`. */
function requirePair(pair: Field, mode: string): void {
  if (!hasText(pair, 'serverCertificate')) {
    pair.error('tls', `${mode} TLS requires a server certificate`);
  }
  if (!hasText(pair, 'privateKey')) {
    pair.error('tls', `${mode} TLS requires a private key`);
  }
}

function validateCertificates(tls: Field, isMutual: boolean): void {
  const mode = isMutual ? 'MUTUAL' : 'SIMPLE';
  const sources = [
    hasText(tls, 'credentialName'),
    hasItems(tls, 'credentialNames'),
    hasItems(tls, 'tlsCertificates'),
    hasText(tls, 'serverCertificate') && hasText(tls, 'privateKey'),
  ].filter(Boolean);
  if (sources.length > 1) {
    tls.error(
      'exclusive',
      'only one of credential_name, credential_names, tls_certificates or server_certificate and private_key should be specified',
    );
  }
  for (const name of ['credentialNames', 'tlsCertificates']) {
    if (tls.get(name).items.length > MAX_CERTIFICATES) {
      tls
        .get(name)
        .warn(
          'tls',
          `${mode} TLS can support up to ${MAX_CERTIFICATES} server certificates`,
          'Keep two at most, one RSA and one ECDSA.',
        );
    }
  }
  if (hasText(tls, 'credentialName') || hasItems(tls, 'credentialNames')) {
    return;
  }
  if (hasItems(tls, 'tlsCertificates')) {
    tls.get('tlsCertificates').items.forEach(pair => requirePair(pair, mode));
  } else {
    requirePair(tls, mode);
  }
  if (isMutual && !hasText(tls, 'caCertificates')) {
    tls.error('tls', 'MUTUAL TLS requires a client CA bundle');
  }
  if (!isMutual && hasText(tls, 'caCrl')) {
    tls.get('caCrl').error('tls', 'CRL is not supported with SIMPLE TLS');
  }
}

/** TLS of a server of a Gateway, or of an inbound listener of a Sidecar. */
export function validateServerTls(tls: Field): void {
  if (!tls.isSet) {
    return;
  }
  validateCipherSuites(tls);
  const mode = tls.get('mode').text || 'PASSTHROUGH';
  switch (mode) {
    case 'ISTIO_MUTUAL':
      refuseCertificates(tls);
      break;
    case 'SIMPLE':
    case 'MUTUAL':
    case 'OPTIONAL_MUTUAL':
      validateCertificates(tls, mode !== 'SIMPLE');
      break;
    default:
      if (
        [
          'caCrl',
          'serverCertificate',
          'privateKey',
          'caCertificates',
          'credentialName',
        ].some(name => hasText(tls, name)) ||
        hasItems(tls, 'credentialNames') ||
        hasItems(tls, 'tlsCertificates')
      ) {
        tls.warn(
          'ignored',
          `${mode} mode does not use certificates, they will be ignored`,
          'Remove the certificates, or set the mode to SIMPLE or MUTUAL.',
        );
      }
  }
}
