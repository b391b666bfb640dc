import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { policiesOf } from '../reading/policies';
import type { Check } from '../types';

const VARIABLE = 'BLOCKED_CIDRS_IN_JWKS_URIS';

const isControlPlane = ({ metadata }: KubeObject) =>
  metadata.labels?.app === 'istiod';

const isSet = (deployment: KubeObject) =>
  asList(at(deployment, 'spec', 'template', 'spec', 'containers'))
    .flatMap(container => asList(asRecord(container).env))
    .map(asRecord)
    .some(
      ({ name, value, valueFrom }) =>
        name === VARIABLE &&
        (Boolean(asText(value)) || valueFrom !== undefined),
    );

export const unrestrictedJwks: Check = {
  code: 'MESH3202',
  severity: 'warning',
  title: 'Keys fetched from any address',
  istioctl: ['IST0175'],
  find: mesh => {
    const fetching = policiesOf(mesh, 'RequestAuthentication')
      .map(({ object }) => object)
      .filter(object =>
        asList(at(object, 'spec', 'jwtRules')).some(
          rule => !asText(asRecord(rule).jwks),
        ),
      );
    return fetching.length === 0
      ? []
      : mesh
          .objects('Deployment', 'apps')
          .filter(
            deployment => isControlPlane(deployment) && !isSet(deployment),
          )
          .map(deployment => ({
            object: refOf(deployment),
            field: 'spec.template.spec.containers',
            message: `${describeRef(
              refOf(deployment),
            )} fetches keys from whatever address a RequestAuthentication names, inside the network too.`,
            fix: `Set ${VARIABLE} to the address ranges that istiod must not ask, such as 10.0.0.0/8.`,
            because: fetching.slice(0, 3).map(object => ({
              object: refOf(object),
              field: 'spec.jwtRules',
              says: `${describeRef(refOf(object))} has keys fetched.`,
            })),
          }));
  },
};
