import { atMostOneOf } from '../rules/atMostOneOf';
import { boolean, list, nullable, object, text } from '../schema';

const protocolVersion = text({
  values: ['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'],
});

/** TLS of a server of a Gateway, and of the ingress of a Sidecar. */
export const serverTls = object(
  {
    caCertCredentialName: text(),
    caCertificates: text(),
    caCrl: text(),
    cipherSuites: list(text()),
    credentialName: text(),
    credentialNames: list(text(), { min: 1, max: 2 }),
    ecdhCurves: list(text()),
    httpsRedirect: boolean(),
    insecureSkipVerify: nullable(boolean()),
    maxProtocolVersion: protocolVersion,
    minProtocolVersion: protocolVersion,
    mode: text({
      values: [
        'PASSTHROUGH',
        'SIMPLE',
        'MUTUAL',
        'AUTO_PASSTHROUGH',
        'ISTIO_MUTUAL',
        'OPTIONAL_MUTUAL',
      ],
    }),
    privateKey: text(),
    serverCertificate: text(),
    subjectAltNames: list(text()),
    tlsCertificates: list(
      object({
        caCertificates: text(),
        privateKey: text(),
        serverCertificate: text(),
      }),
      { min: 1, max: 2 },
    ),
    verifyCertificateHash: list(text()),
    verifyCertificateSpki: list(text()),
  },
  {
    rules: [
      atMostOneOf(
        ['tlsCertificates', 'credentialNames'],
        'only one of credentialNames or tlsCertificates can be set',
      ),
      atMostOneOf(
        ['credentialName', 'credentialNames'],
        'only one of credentialName or credentialNames can be set',
      ),
      // The CRD looks at credentialNames here, although it speaks of credentialName.
      atMostOneOf(
        ['credentialNames', 'tlsCertificates'],
        'only one of credentialName or tlsCertificates can be set',
      ),
    ],
  },
);
