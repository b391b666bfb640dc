const CIPHER_SUITES = new Set([
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'AES256-GCM-SHA384',
  'AES128-GCM-SHA256',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-PSK-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES256-SHA',
  'ECDHE-RSA-AES256-SHA',
  'ECDHE-PSK-AES256-CBC-SHA',
  'ECDHE-ECDSA-AES128-SHA',
  'ECDHE-RSA-AES128-SHA',
  'ECDHE-PSK-AES128-CBC-SHA',
  'AES256-SHA',
  'AES128-SHA',
  'PSK-AES256-CBC-SHA',
  'PSK-AES128-CBC-SHA',
  'DES-CBC3-SHA',
]);

const CURVES = new Set([
  'P-256',
  'P-384',
  'P-521',
  'X25519',
  'X25519MLKEM768',
  'X25519Kyber768Draft00',
]);

/** Whether Istio hands a cipher suite to Envoy; operators such as a leading minus are not looked into. */
export const isCipherSuite = (name: string): boolean =>
  name === '' ||
  name === 'ALL' ||
  !/^[\p{L}\p{N}]/u.test(name) ||
  CIPHER_SUITES.has(name);

export const isEcdhCurve = (name: string): boolean => CURVES.has(name);
