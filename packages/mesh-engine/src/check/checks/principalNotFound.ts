import type { Mesh } from '../../mesh/Mesh';
import { asText, asTexts } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { identityOf, isAccountMissing } from '../reading/identities';
import { isPattern } from '../reading/patterns';
import { policiesOf, type Policy } from '../reading/policies';
import { rulesOf } from '../reading/sources';
import { isOwnTrustDomain } from '../reading/trustDomains';
import type { Check } from '../types';

/** Principals and service accounts that a policy names, with what is wrong about each. */
function* wrongNames(
  mesh: Mesh,
  { object, namespace }: Policy,
): Generator<{ field: string; what: string }> {
  const missing = (home: string, name: string) =>
    isAccountMissing(mesh, home, name)
      ? `namespace ${home} has no service account ${name}`
      : undefined;
  const ofPrincipal = (name: string) => {
    const identity = identityOf(name);
    if (isPattern(name) || identity?.trustDomain.includes('*')) {
      return undefined;
    }
    if (!identity) {
      return `${name} has not the form trust-domain/ns/namespace/sa/account`;
    }
    return isOwnTrustDomain(mesh, identity.trustDomain)
      ? missing(identity.namespace, identity.account)
      : undefined;
  };
  const ofAccount = (name: string) => {
    const [home, account = ''] = name.includes('/')
      ? name.split('/')
      : [namespace, name];
    return missing(home, account);
  };
  for (const { sources, conditions } of rulesOf(object)) {
    const lists = [
      ...sources.flatMap(({ field, values }) => [
        ...['principals', 'notPrincipals'].map(name => ({
          field: `${field}.${name}`,
          names: asTexts(values[name]),
          wrong: ofPrincipal,
        })),
        ...['serviceAccounts', 'notServiceAccounts'].map(name => ({
          field: `${field}.${name}`,
          names: asTexts(values[name]),
          wrong: ofAccount,
        })),
      ]),
      ...conditions
        .filter(({ values }) => asText(values.key) === 'source.principal')
        .flatMap(({ field, values }) =>
          ['values', 'notValues'].map(name => ({
            field: `${field}.${name}`,
            names: asTexts(values[name]),
            wrong: ofPrincipal,
          })),
        ),
    ];
    for (const { field, names, wrong } of lists) {
      for (const [index, name] of names.entries()) {
        const what = wrong(name);
        if (what) {
          yield { field: `${field}[${index}]`, what };
        }
      }
    }
  }
}

export const principalNotFound: Check = {
  code: 'MESH3105',
  severity: 'error',
  title: 'Rule for a caller that does not exist',
  kiali: ['KIA0106'],
  find: mesh =>
    policiesOf(mesh, 'AuthorizationPolicy').flatMap(policy =>
      [...wrongNames(mesh, policy)].map(({ field, what }) => ({
        object: refOf(policy.object),
        field,
        message: `${describeRef(
          refOf(policy.object),
        )} is about a caller that nobody can be: ${what}.`,
        fix: 'Correct the name, or create the service account.',
      })),
    ),
};
