import { schemeOfUrl } from '../../schemas/schemeOfUrl';
import type { Field } from '../Field';
import { validateAttachment } from '../parts/attachment';
import { validateDurations, validateTexts } from '../parts/fields';
import { strictHeaderNameProblem } from '../values/headers';
import { readJwks } from '../values/jwks';
import type { ObjectOfKind } from './types';

const notEmpty = (says: string) => (text: string) =>
  text === '' ? says : undefined;

function validateKeySet(rule: Field): void {
  const uri = rule.get('jwksUri');
  const jwks = rule.get('jwks');
  if (uri.text !== '') {
    const scheme = schemeOfUrl(uri.text);
    uri.refuse(
      'url',
      scheme === 'http' || scheme === 'https'
        ? undefined
        : `URI scheme ${JSON.stringify(scheme ?? '')} is not supported`,
      'Begin the address with https:// or http://.',
    );
  }
  if (jwks.text !== '') {
    const { problem, hasPrivateKey } = readJwks(jwks.text);
    jwks.refuse('keySet', problem);
    if (hasPrivateKey) {
      jwks.warn(
        'keySet',
        'jwks contains private key material, which everybody who reads the object can see; only public keys are needed',
        'Replace the key pair, and write only its public half.',
      );
    }
  }
}

function validateClaimHeaders(headers: Field): void {
  for (const entry of headers.items) {
    const header = entry.get('header');
    if (!entry.isSet) {
      entry.error('required', 'outputClaimToHeaders must not be null');
    } else if (header.text === '' || entry.get('claim').text === '') {
      entry.error(
        'required',
        'outputClaimToHeaders header and claim value must be non-empty string',
        'Set both header and claim.',
      );
    } else {
      header.refuse('header', strictHeaderNameProblem(header.text));
    }
  }
}

function validateJwtRule(rule: Field): void {
  if (!rule.isSet) {
    return;
  }
  const has = (name: string) => rule.get(name).text !== '';
  if (!has('issuer') && !has('jwksUri') && !has('jwks')) {
    rule.error(
      'required',
      'issuer must be set when neither jwksUri nor jwks is',
      'Name the issuer.',
    );
  }
  validateTexts(
    rule.get('audiences'),
    'required',
    notEmpty('audience must be non-empty string'),
  );
  validateKeySet(rule);
  for (const location of rule.get('fromHeaders').items) {
    if (!location.isSet) {
      location.error('required', 'location header name must be non-null');
    } else if (location.get('name').text === '') {
      location.error(
        'required',
        'location header name must be non-empty string',
      );
    }
  }
  validateTexts(
    rule.get('fromParams'),
    'required',
    notEmpty('location query must be non-empty string'),
  );
  validateTexts(
    rule.get('fromCookies'),
    'required',
    notEmpty('cookie name must be non-empty string'),
  );
  validateClaimHeaders(rule.get('outputClaimToHeaders'));
  validateDurations(rule, 'timeout');
}

export function validateRequestAuthentication({ spec }: ObjectOfKind): void {
  validateAttachment(spec);
  spec.get('jwtRules').items.forEach(validateJwtRule);
}
