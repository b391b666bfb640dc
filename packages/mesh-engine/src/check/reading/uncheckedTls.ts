import { asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Rule } from './destinationRules';
import type { Violation } from '../types';

/**
 * Whether a client with these settings takes any certificate: TLS to a server, and no authority to check it with.
 * `credentialName` is read only by the proxies that the rule selects, or by gateways.
 */
export function takesAny(tls: unknown, hasSelector: boolean): boolean {
  const settings = asRecord(tls);
  const mode = asText(settings.mode);
  return (
    (mode === 'SIMPLE' || mode === 'MUTUAL') &&
    settings.insecureSkipVerify !== true &&
    !asText(settings.caCertificates) &&
    !(asText(settings.credentialName) && hasSelector)
  );
}

export function uncheckedTls(
  { object, written }: Rule,
  field: string,
): Violation {
  return {
    object: refOf(object),
    field,
    message: `${describeRef(
      refOf(object),
    )} asks for TLS to ${written} but names no authority, so sidecars may accept any certificate.`,
    fix: 'Set caCertificates: a file, or "system" for the certificates of the operating system.',
  };
}

export const hasSelector = ({ object }: Rule) =>
  at(object, 'spec', 'workloadSelector') !== undefined;
