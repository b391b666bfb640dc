import { asTexts } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { identityOf } from '../reading/identities';
import { policiesOf } from '../reading/policies';
import { rulesOf } from '../reading/sources';
import { isOwnTrustDomain } from '../reading/trustDomains';
import type { Check } from '../types';

export const foreignPrincipal: Check = {
  code: 'MESH3106',
  severity: 'warning',
  title: 'Caller of a trust domain that the mesh does not know',
  kiali: ['KIA0108'],
  find: mesh =>
    policiesOf(mesh, 'AuthorizationPolicy').flatMap(({ object }) =>
      rulesOf(object)
        .flatMap(({ sources }) => sources)
        .flatMap(({ field, values }) =>
          ['principals', 'notPrincipals'].flatMap(name =>
            asTexts(values[name]).flatMap((principal, index) => {
              const { trustDomain = '*' } = identityOf(principal) ?? {};
              return trustDomain.includes('*') ||
                isOwnTrustDomain(mesh, trustDomain)
                ? []
                : {
                    object: refOf(object),
                    field: `${field}.${name}[${index}]`,
                    message: `${describeRef(
                      refOf(object),
                    )} names a caller of trust domain ${trustDomain}; this mesh is ${
                      mesh.config.trustDomain
                    } and knows no such alias, so nothing tells whether the caller exists.`,
                    fix: 'Correct the trust domain, or add it to trustDomainAliases of the mesh configuration.',
                  };
            }),
          ),
        ),
    ),
};
