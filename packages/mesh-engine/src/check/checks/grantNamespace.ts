import { asList, asRecord, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { knownNamespaces } from '../reading/knownNamespaces';
import type { Check } from '../types';

export const grantNamespace: Check = {
  code: 'MESH2607',
  severity: 'error',
  title: 'ReferenceGrant for a namespace that does not exist',
  kiali: ['KIA1601'],
  find: mesh => {
    const known = knownNamespaces(mesh);
    return mesh
      .objects('ReferenceGrant', 'gateway.networking.k8s.io')
      .flatMap(object =>
        asList(at(object, 'spec', 'from')).flatMap((from, index) => {
          const namespace = asText(asRecord(from).namespace);
          return !known || !namespace || known.has(namespace)
            ? []
            : {
                object: refOf(object),
                field: `spec.from[${index}].namespace`,
                message: `${describeRef(
                  refOf(object),
                )} is for namespace ${namespace}, which does not exist.`,
                fix: 'Correct the name, or remove the entry.',
              };
        }),
      );
  },
};
