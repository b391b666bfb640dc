import { asList, asRecord, asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { at } from '../../resources/fields';
import type { Check, Violation } from '../types';
import type { Rule } from '../reading/destinationRules';

/**
 * Whether a client with these settings takes any certificate: TLS to a server, and no authority to check it with.
 * `credentialName` is read only by the proxies that the rule selects, or by gateways.
 */
function takesAny(tls: unknown, hasSelector: boolean): boolean {
  const settings = asRecord(tls);
  const mode = asText(settings.mode);
  return (
    (mode === 'SIMPLE' || mode === 'MUTUAL') &&
    settings.insecureSkipVerify !== true &&
    !asText(settings.caCertificates) &&
    !(asText(settings.credentialName) && hasSelector)
  );
}

function violation({ object, written }: Rule, field: string): Violation {
  return {
    object: refOf(object),
    field,
    message: `${describeRef(
      refOf(object),
    )} asks for TLS to ${written} but names no authority, so sidecars may accept any certificate.`,
    fix: 'Set caCertificates: a file, or "system" for the certificates of the operating system.',
  };
}

const hasSelector = ({ object }: Rule) =>
  at(object, 'spec', 'workloadSelector') !== undefined;

export const noCaForDestination: Check = {
  code: 'MESH2108',
  severity: 'warning',
  title: 'TLS without checking the certificate',
  istioctl: ['IST0128'],
  find: mesh =>
    allRules(mesh).flatMap(rule =>
      takesAny(rule.policy.tls, hasSelector(rule))
        ? violation(rule, 'spec.trafficPolicy.tls')
        : [],
    ),
};

export const noCaForPort: Check = {
  code: 'MESH2109',
  severity: 'warning',
  title: 'TLS to a port without checking the certificate',
  istioctl: ['IST0129'],
  find: mesh =>
    allRules(mesh).flatMap(rule =>
      asList(rule.policy.portLevelSettings).flatMap((port, index) =>
        takesAny(asRecord(port).tls, hasSelector(rule))
          ? violation(
              rule,
              `spec.trafficPolicy.portLevelSettings[${index}].tls`,
            )
          : [],
      ),
    ),
};
