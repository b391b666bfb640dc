import { md, pki } from 'node-forge';
import { isIP } from 'node:net';
import { generateKeyPairSync, privateEncrypt, randomBytes } from 'node:crypto';

/** PEM texts. */
export interface ServerCertificates {
  ca: string;
  certificate: string;
  key: string;
}

/** What PKCS #1 puts before a SHA-256 digest. */
const SHA256_INFO = Buffer.from(
  '3031300d060960864801650304020105000420',
  'hex',
);

/** A key that signs with Node's own arithmetic: forge's takes a second. */
function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const signingKey = pki.privateKeyFromPem(privateKey);
  signingKey.sign = digest => {
    const bytes = typeof digest === 'string' ? digest : digest.digest().data;
    const info = Buffer.concat([SHA256_INFO, Buffer.from(bytes, 'latin1')]);
    return privateEncrypt(privateKey, info).toString('latin1');
  };
  return {
    publicKey: pki.publicKeyFromPem(publicKey),
    signingKey,
    pem: privateKey,
  };
}

function newCertificate(commonName: string, days: number): pki.Certificate {
  const certificate = pki.createCertificate();
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  const now = Date.now();
  certificate.validity.notBefore = new Date(now - 3_600_000);
  certificate.validity.notAfter = new Date(now + days * 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  return certificate;
}

/** An authority of its own, and a certificate of it for an address and for this machine's loopback addresses. */
export function makeCertificates(host: string): ServerCertificates {
  const authority = keyPair();
  const ca = newCertificate('ecotrack-sim authority', 30);
  ca.publicKey = authority.publicKey;
  ca.setIssuer(ca.subject.attributes);
  ca.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  ca.sign(authority.signingKey, md.sha256.create());

  const server = keyPair();
  const certificate = newCertificate('ecotrack-sim', 30);
  certificate.publicKey = server.publicKey;
  certificate.setIssuer(ca.subject.attributes);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 2, value: 'localhost' },
        { type: 7, ip: '127.0.0.1' },
        isIP(host) ? { type: 7, ip: host } : { type: 2, value: host },
      ],
    },
  ]);
  certificate.sign(authority.signingKey, md.sha256.create());
  return {
    ca: pki.certificateToPem(ca),
    certificate: pki.certificateToPem(certificate),
    key: server.pem,
  };
}
