import type { ChangeTemplate } from '../../types';
import { namespaceField, pathsField, serviceField } from '../common/fields';
import { planOf } from '../common/planOf';
import { issuersOf, withIssuer } from './issuers';
import { demandsOf, isAboutTokens, tokenRules, type Claim } from './tokenRules';
import { withDenials } from '../policies/denials';
import { operationOf, requireHttp, unreadPorts } from '../policies/operation';
import { placeOf } from '../policies/place';

type Parameters = {
  namespace: string;
  service: string;
  issuer: string;
  jwksUri: string;
  audiences?: string[];
  claims?: Claim[];
  paths?: string[];
};

export const requireJwt: ChangeTemplate<Parameters> = {
  id: 'require-jwt',
  version: 1,
  topic: 'security',
  title: 'Require a token',
  summary: 'Refuses requests without a valid JSON Web Token.',
  description: `Requests must carry a token (JWT, in \`Authorization: Bearer …\`) that the issuer signed, that has not expired, and that is meant for this service. A bad token is answered with 401, a missing one or one without the claims asked for with 403.

Use it where users or other systems call: at the gateway, or at a service behind it. It comes beside the list of callers, not in place of it.

Tokens of issuers that the service accepts already stay accepted. Audiences and claims that are left out stay as they are; an empty list takes them away.

To go back, revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['namespace', 'service', 'issuer', 'jwksUri'],
    properties: {
      namespace: namespaceField('Where the service runs.'),
      service: serviceField(
        'The service, or gateway, that asks for the token.',
      ),
      issuer: {
        type: 'string',
        title: 'Issuer',
        description:
          'Who signs the tokens, exactly as the claim iss says it, such as https://id.example.com.',
        pattern: '^[^\\s*]+$',
        maxLength: 1024,
      },
      jwksUri: {
        type: 'string',
        title: 'Keys',
        description:
          'Where the public keys of the issuer are read, such as https://id.example.com/.well-known/jwks.json.',
        pattern: '^https://[^\\s/@?#]+(/[^\\s]*)?$',
        maxLength: 2048,
      },
      audiences: {
        type: 'array',
        title: 'Audiences',
        description: 'Whom the tokens must be meant for: their claim aud.',
        items: { type: 'string', pattern: '^\\S+$', maxLength: 1024 },
        maxItems: 100,
        uniqueItems: true,
      },
      claims: {
        type: 'array',
        title: 'Claims',
        description: 'What else the tokens must say. All of it must fit.',
        maxItems: 20,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'values'],
          properties: {
            name: {
              type: 'string',
              title: 'Claim',
              description:
                'Name of the claim; realm_access[roles] for one inside another.',
              pattern: '^[^\\s\\[\\]]+(\\[[^\\s\\[\\]]+\\])*$',
              maxLength: 256,
            },
            values: {
              type: 'array',
              title: 'Values',
              description: 'One of them must be there.',
              items: { type: 'string', pattern: '^\\S+$', maxLength: 1024 },
              minItems: 1,
              maxItems: 100,
              uniqueItems: true,
            },
          },
        },
      },
      paths: {
        ...pathsField,
        description: `Where the token is asked for. ${pathsField.description}`,
      },
    },
  },

  current(given, { mesh }) {
    const { namespace, service, issuer } = given;
    if (namespace === undefined || service === undefined) {
      return given;
    }
    const place = placeOf(mesh, namespace, service);
    const known = issuersOf(place);
    const found =
      issuer === undefined
        ? known[0]
        : known.find(each => each.issuer === issuer);
    const { claims, paths } = demandsOf(place);
    return {
      ...found,
      ...(claims.length > 0 && { claims }),
      ...(paths && { paths }),
      ...given,
    };
  },

  plan(parameters, context) {
    const { namespace, service, issuer, paths } = parameters;
    const place = placeOf(context.mesh, namespace, service);
    requireHttp(place, 'service');
    operationOf(place, { paths });
    const others = issuersOf(place).flatMap(each =>
      each.issuer === undefined || each.issuer === issuer ? [] : [each.issuer],
    );
    return planOf(context, {
      title: `Require a token of ${issuer} for ${service}`,
      wanted: [
        withIssuer(place, parameters),
        withDenials(
          place,
          `${service}-token`,
          isAboutTokens,
          tokenRules(place, issuer, parameters),
        ),
      ],
      notes: [
        ...(others.length > 0
          ? [`Tokens of ${others.join(', ')} stay accepted.`]
          : []),
        ...unreadPorts(place.service),
      ],
    });
  },
};
