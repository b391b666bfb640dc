import { asTexts } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { knownNamespaces } from '../reading/knownNamespaces';
import { fitsPattern, isPattern } from '../reading/patterns';
import { policiesOf } from '../reading/policies';
import { rulesOf } from '../reading/sources';
import type { Check } from '../types';

export const sourceNamespace: Check = {
  code: 'MESH3102',
  severity: 'warning',
  title: 'Rule for a namespace that does not exist',
  kiali: ['KIA0101'],
  istioctl: ['IST0101'],
  find: mesh => {
    const known = knownNamespaces(mesh);
    const exists = (name: string) =>
      !known ||
      known.has(name) ||
      (isPattern(name) && [...known].some(each => fitsPattern(name, each)));
    return policiesOf(mesh, 'AuthorizationPolicy').flatMap(({ object }) =>
      rulesOf(object)
        .flatMap(({ sources }) => sources)
        .flatMap(({ field, values }) =>
          ['namespaces', 'notNamespaces'].flatMap(name =>
            asTexts(values[name]).flatMap((namespace, index) =>
              exists(namespace)
                ? []
                : {
                    object: refOf(object),
                    field: `${field}.${name}[${index}]`,
                    message: `${describeRef(
                      refOf(object),
                    )} names namespace ${namespace}, which does not exist.`,
                    fix: 'Correct the name, or remove it.',
                  },
            ),
          ),
        ),
    );
  },
};
