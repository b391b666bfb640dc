import { asRecord, asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { namedCredentials } from '../reading/namedCredentials';
import type { Check } from '../types';

/** Pairs of certificate and key that istiod reads. */
const PAIRS = [
  ['tls.crt', 'tls.key'],
  ['cert', 'key'],
];

/** Text of a value of `data`; empty when it is no base64. */
function decoded(value: unknown): string {
  try {
    return atob(asText(value)?.replace(/\s/g, '') ?? '');
  } catch {
    return '';
  }
}

function hasPair({ data, stringData }: KubeObject): boolean {
  const textOf = (key: string) =>
    asText(asRecord(stringData)[key]) ?? decoded(asRecord(data)[key]);
  return PAIRS.some(
    ([certificate, key]) =>
      textOf(certificate).includes('-----BEGIN CERTIFICATE-----') &&
      /-----BEGIN (\w+ )?PRIVATE KEY-----/.test(textOf(key)),
  );
}

export const gatewayCredentialInvalid: Check = {
  code: 'MESH2207',
  severity: 'error',
  title: 'Gateway whose certificate cannot be used',
  istioctl: ['IST0161'],
  find: mesh =>
    namedCredentials(mesh).flatMap(({ object, field, name, secret }) =>
      secret && !hasPair(secret)
        ? {
            object: refOf(object),
            field,
            message: `${describeRef(
              refOf(object),
            )} takes its certificate from Secret ${name}, which has no certificate with a key: TLS fails.`,
            fix: 'Give the Secret tls.crt and tls.key.',
            because: [
              {
                object: refOf(secret),
                field: 'data',
                says: 'It has no pair of tls.crt and tls.key.',
              },
            ],
          }
        : [],
    ),
};
