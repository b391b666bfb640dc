import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { registryOf } from '../reading/registry';
import { isVisible } from '../../routing/exportTo';
import type { Check } from '../types';

export const destinationRuleHost: Check = {
  code: 'MESH2101',
  severity: 'error',
  title: 'DestinationRule for a service that does not exist',
  kiali: ['KIA0202'],
  istioctl: ['IST0174'],
  find: mesh => {
    const { clusterDomain } = mesh.config;
    return allRules(mesh).flatMap(({ object, host, written, namespace }) => {
      // A wildcard is a default for services to come.
      if (host.startsWith('*')) {
        return [];
      }
      const registry = registryOf(mesh);
      const found = registry.at(host);
      if (found.some(({ scope }) => isVisible(scope, namespace))) {
        return [];
      }
      const whole = `${written.replace(/\.svc$/, '')}.svc.${clusterDomain}`;
      const isHalf = written.includes('.') && registry.at(whole).length > 0;
      return {
        object: refOf(object),
        field: 'spec.host',
        message: `${describeRef(
          refOf(object),
        )} is for ${written}, which is no ${
          found.length > 0
            ? `service that namespace ${namespace} sees`
            : 'service that the mesh knows'
        }: it has no effect.`,
        fix: isHalf
          ? `Istio completes only names without a dot. Write ${whole}.`
          : 'Correct the host, or add the Service or the ServiceEntry that declares it.',
        because: [{ says: `${written} stands for ${host}.` }],
      };
    });
  },
};
