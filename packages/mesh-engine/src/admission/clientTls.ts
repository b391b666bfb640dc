import { asRecord, asText, asTexts } from '../resources/fields';
import { isSet } from './values';
import type { Report } from './Report';

/** TLS that callers start. */
export function clientTls(report: Report, value: unknown): void {
  if (!isSet(value)) {
    return;
  }
  const tls = asRecord(value);
  const named = Boolean(asText(tls.credentialName));
  const own = ['clientCertificate', 'privateKey', 'caCertificates'].filter(
    field => asText(tls[field]),
  );
  if (tls.mode === 'ISTIO_MUTUAL' || named || tls.mode === 'MUTUAL') {
    if (tls.mode === 'ISTIO_MUTUAL' && own.length > 0) {
      report.error(`${own[0]} must not be set for ISTIO_MUTUAL`);
    }
  }
  if (named && tls.mode === 'ISTIO_MUTUAL') {
    report.error('cannot specify credentialName for ISTIO_MUTUAL');
  }
  if (
    named &&
    (own.length > 0 || asText(tls.caCrl)) &&
    tls.mode !== 'ISTIO_MUTUAL'
  ) {
    report.error(
      'cannot specify client certificates or CA certificate or CA CRL if credentialName is set',
    );
  }
  if (
    tls.insecureSkipVerify === true &&
    (asText(tls.caCertificates) || asTexts(tls.subjectAltNames).length > 0)
  ) {
    report.error(
      'cannot specify CA certificates or SANs when insecureSkipVerify is set',
    );
  }
  if (tls.mode === 'MUTUAL' && !named) {
    if (!asText(tls.clientCertificate)) {
      report.error('client certificate required for mutual tls');
    }
    if (!asText(tls.privateKey)) {
      report.error('private key required for mutual tls');
    }
  }
  asTexts(tls.subjectAltNames).forEach((name, index) => {
    if (name === '') {
      report
        .at('subjectAltNames', index)
        .error('subjectAltName cannot be empty');
    }
  });
}
