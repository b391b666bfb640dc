import { asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { isAccountMissing } from '../reading/identities';
import { namespaceOf } from '../reading/scope';
import type { Check } from '../types';

export const workloadGroupAccount: Check = {
  code: 'MESH3411',
  severity: 'warning',
  title: 'WorkloadGroup with a service account that does not exist',
  kiali: ['KIA1701'],
  find: mesh =>
    mesh.objects('WorkloadGroup', 'networking.istio.io').flatMap(object => {
      const name = asText(at(object, 'spec', 'template', 'serviceAccount'));
      const namespace = namespaceOf(object);
      return !name || !isAccountMissing(mesh, namespace, name)
        ? []
        : {
            object: refOf(object),
            field: 'spec.template.serviceAccount',
            message: `${describeRef(
              refOf(object),
            )} names service account ${name}, which namespace ${namespace} does not have: its machines get no identity.`,
            fix: 'Correct the name, or create the service account.',
          };
    }),
};
