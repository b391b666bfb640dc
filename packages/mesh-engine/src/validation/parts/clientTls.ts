import type { Field } from '../Field';

const FILES = ['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'];

/** TLS of a client. */
export function validateClientTls(tls: Field): void {
  const mode = tls.get('mode').text;
  const hasText = (name: string) => tls.get(name).text !== '';
  if (tls.get('insecureSkipVerify').isTrue) {
    const verifies = hasText('caCertificates') || tls.has('subjectAltNames');
    if (mode === 'SIMPLE' && (verifies || hasText('credentialName'))) {
      tls.error(
        'tls',
        'cannot specify CaCertificates or CredentialName or SubjectAltNames when InsecureSkipVerify is set true',
        'Remove insecureSkipVerify, so that the server is verified.',
      );
    }
    if (mode === 'MUTUAL' && verifies) {
      tls.error(
        'tls',
        'cannot specify CaCertificates or SubjectAltNames when InsecureSkipVerify is set true',
        'Remove insecureSkipVerify, so that the server is verified.',
      );
    }
  }
  const fetches =
    (mode === 'SIMPLE' || mode === 'MUTUAL') && hasText('credentialName');
  if (fetches && FILES.some(hasText)) {
    tls.error(
      'exclusive',
      'cannot specify client certificates or CA certificate or CA CRL If credentialName is set',
      'Keep credentialName: the secret holds them.',
    );
  }
  if (!fetches && mode === 'MUTUAL') {
    if (!hasText('clientCertificate')) {
      tls.error('tls', 'client certificate required for mutual tls');
    }
    if (!hasText('privateKey')) {
      tls.error('tls', 'private key required for mutual tls');
    }
  }
}
