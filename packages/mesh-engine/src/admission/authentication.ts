import {
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  asWord,
} from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { attachment, selector } from './attachment';
import { duration, isSet } from './values';
import { portNumber } from './names';
import type { Report } from './Report';

function url(text: string): string | undefined {
  const [, scheme, , host] =
    /^([a-z][a-z0-9+.-]*):(\/\/([^/?#]*))?/i.exec(text) ?? [];
  if (!scheme || !['http', 'https'].includes(scheme.toLowerCase())) {
    return `URI scheme "${scheme ?? ''}" is not supported`;
  }
  const port = /:(\d*)$/.exec(host ?? '')?.[1];
  if (!host || host.startsWith(':')) {
    return `URI ${text} has no host`;
  }
  return port === undefined ? undefined : portNumber(Number(port));
}

function jwtRule(report: Report, value: unknown): void {
  if (!isSet(value)) {
    report.error('jwt rule must not be null');
    return;
  }
  const rule = asRecord(value);
  if (!asText(rule.issuer) && !asText(rule.jwksUri) && !asText(rule.jwks)) {
    report.at('issuer').error('issuer must be set');
  }
  asTexts(rule.audiences).forEach((audience, index) => {
    if (audience === '') {
      report.at('audiences', index).error('audience must be non-empty string');
    }
  });
  if (asText(rule.jwksUri)) {
    report.at('jwksUri').error(url(asWord(rule.jwksUri)));
  }
  const jwks = asText(rule.jwks);
  if (jwks !== undefined && jwks !== '') {
    try {
      const { keys } = asRecord(JSON.parse(jwks));
      if (!Array.isArray(keys)) {
        report.at('jwks').error('parse jwks error: it has no keys');
      } else if (
        keys.some(key => isSet(asRecord(key).d) || asRecord(key).kty === 'oct')
      ) {
        report
          .at('jwks')
          .warn('jwks holds a private key: publish only public keys');
      }
    } catch (error) {
      report.at('jwks').error(`parse jwks error: ${(error as Error).message}`);
    }
  }
  asList(rule.fromHeaders).forEach((header, index) => {
    const name = asText(asRecord(header).name) ?? '';
    if (name === '') {
      report
        .at('fromHeaders', index)
        .error('location header name must be non-empty string');
    }
  });
  asTexts(rule.fromParams).forEach((name, index) => {
    if (name === '') {
      report
        .at('fromParams', index)
        .error('location query must be non-empty string');
    }
  });
  asTexts(rule.fromCookies).forEach((name, index) => {
    if (name === '') {
      report
        .at('fromCookies', index)
        .error('cookie name must be non-empty string');
    }
  });
  asList(rule.outputClaimToHeaders).forEach((entry, index) => {
    const { header, claim } = asRecord(entry);
    const at = report.at('outputClaimToHeaders', index);
    const names = asList(rule.outputClaimToHeaders).map(
      one => asRecord(one).header,
    );
    if (!asText(header)) {
      at.error('header name must be non-empty string');
    } else {
      if (!/^[-_A-Za-z0-9]+$/.test(asWord(header))) {
        at.error(
          `outputClaimToHeaders: header ${header} should contain letters, digits, - and _ only`,
        );
      }
      if (names.indexOf(header) !== index) {
        at.error(`outputClaimToHeaders: header ${header} is repeated`);
      }
    }
    if (!asText(claim)) {
      at.error('claim must be non-empty string');
    }
  });
  duration(report.at('timeout'), rule.timeout);
}

/** A RequestAuthentication. */
export function requestAuthentication(
  report: Report,
  object: KubeObject,
  rootNamespace: string,
): void {
  const spec = asRecord(object.spec);
  selector(report.at('selector'), spec.selector);
  attachment(report, spec, object.metadata.namespace, rootNamespace);
  asList(spec.jwtRules).forEach((rule, index) =>
    jwtRule(report.at('jwtRules', index), rule),
  );
}

/** A PeerAuthentication. */
export function peerAuthentication(report: Report, object: KubeObject): void {
  const spec = asRecord(object.spec);
  const labels = asRecord(asRecord(spec.selector).matchLabels);
  const ports = spec.portLevelMtls;
  const hasLabels = Object.keys(labels).length > 0;
  if (isSet(ports)) {
    if (!hasLabels) {
      report.at('portLevelMtls').error('portLevelMtls requires a selector');
    }
    if (Object.keys(asRecord(ports)).length === 0) {
      report
        .at('portLevelMtls')
        .error('port level mTLS, if defined, must have at least one element');
    }
    for (const port of Object.keys(asRecord(ports))) {
      report.at('portLevelMtls', port).error(portNumber(asNumber(port)));
    }
  }
  selector(report.at('selector'), spec.selector);
}
