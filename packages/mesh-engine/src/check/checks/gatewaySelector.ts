import { asLabels, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { SCOPED, isScoped, servedGateways } from '../reading/servedGateways';
import type { Check } from '../types';

export const gatewaySelector: Check = {
  code: 'MESH2201',
  severity: 'warning',
  title: 'Gateway that no workload serves',
  kiali: ['KIA0302'],
  istioctl: ['IST0101'],
  find: mesh =>
    servedGateways(mesh).flatMap(([object, workloads]) => {
      const selector = asLabels(at(object, 'spec', 'selector'));
      const labels = Object.entries(selector).map(pair => pair.join('='));
      return labels.length === 0 || workloads.length > 0
        ? []
        : {
            object: refOf(object),
            field: 'spec.selector',
            message: `${describeRef(
              refOf(object),
            )} is for pods with ${labels.join(', ')}, and there are none${
              isScoped(mesh) ? ' in its namespace' : ''
            }: nobody listens on its ports.`,
            fix: 'Correct the selector, or deploy the gateway.',
            because: isScoped(mesh)
              ? [{ says: `istiod is set to ${SCOPED}.` }]
              : [],
          };
    }),
};
