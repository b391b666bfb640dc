import { duration } from '../parts/duration';
import { selector } from '../parts/selectors';
import { oneAttachment, targetRef, targetRefs } from '../parts/targetRef';
import { atMostOneOf } from '../rules/atMostOneOf';
import { keySetUrl } from '../rules/urls';
import { boolean, list, object, required, text, type Infer } from '../schema';

const word = text({ min: 1 });
const keySet = text({ min: 1, max: 2048, rules: [keySetUrl] });

const jwtRule = object(
  {
    audiences: list(word),
    forwardOriginalToken: boolean(),
    fromCookies: list(word),
    fromHeaders: list(object({ name: required(word), prefix: text() })),
    fromParams: list(word),
    issuer: word,
    jwks: text(),
    jwks_uri: keySet,
    jwksUri: keySet,
    outputClaimToHeaders: list(
      object({
        claim: required(word),
        header: required(text({ pattern: '^[-_A-Za-z0-9]+$', min: 1 })),
      }),
    ),
    outputPayloadToHeader: text(),
    presence: text({ values: ['OPTIONAL', 'REQUIRED'] }),
    spaceDelimitedClaims: list(word, { max: 64 }),
    timeout: duration,
  },
  {
    rules: [
      atMostOneOf(
        ['jwksUri', 'jwks_uri', 'jwks'],
        'only one of jwks or jwksUri can be set',
      ),
    ],
  },
);

export const requestAuthentication = object(
  {
    jwtRules: list(jwtRule, { max: 4096 }),
    selector,
    targetRef,
    targetRefs,
  },
  { rules: [oneAttachment] },
);

export type RequestAuthenticationSpec = Infer<typeof requestAuthentication>;
