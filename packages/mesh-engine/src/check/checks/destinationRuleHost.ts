import { describeRef, refOf } from '../../resources/ref';
import { allRules } from '../reading/destinationRules';
import { fixOfHost } from '../reading/fixOfHost';
import { registryOf } from '../reading/registry';
import { isVisible } from '../../routing/exportTo';
import type { Check } from '../types';

export const destinationRuleHost: Check = {
  code: 'MESH2101',
  severity: 'error',
  title: 'DestinationRule for a service that does not exist',
  kiali: ['KIA0202'],
  istioctl: ['IST0174'],
  find: mesh =>
    allRules(mesh).flatMap(({ object, host, written, namespace }) => {
      // A wildcard is a default for services to come.
      if (host.startsWith('*')) {
        return [];
      }
      const found = registryOf(mesh).at(host);
      if (found.some(({ scope }) => isVisible(scope, namespace))) {
        return [];
      }
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
        fix:
          found.length > 0
            ? `Export the service to ${namespace}, or move the rule to where it is seen.`
            : fixOfHost(mesh, written, host),
        because: [{ says: `${written} stands for ${host}.` }],
      };
    }),
};
