import { describeRef, refOf } from '../../resources/ref';
import { knownNamespaces } from '../reading/knownNamespaces';
import { exportToOf } from '../reading/scope';
import type { Check } from '../types';

const KINDS: [string, string][] = [
  ['VirtualService', 'networking.istio.io'],
  ['DestinationRule', 'networking.istio.io'],
  ['ServiceEntry', 'networking.istio.io'],
  ['Service', ''],
];

const KEYWORDS = ['*', '.', '~'];

export const exportToNamespace: Check = {
  code: 'MESH2014',
  severity: 'error',
  title: 'Exported to a namespace that does not exist',
  kiali: ['KIA0005'],
  find: mesh => {
    const known = knownNamespaces(mesh);
    if (!known) {
      return [];
    }
    return KINDS.flatMap(([kind, group]) => mesh.objects(kind, group)).flatMap(
      object =>
        exportToOf(object).flatMap((namespace, index) =>
          KEYWORDS.includes(namespace) || known.has(namespace)
            ? []
            : {
                object: refOf(object),
                field:
                  object.kind === 'Service'
                    ? 'metadata.annotations["networking.istio.io/exportTo"]'
                    : `spec.exportTo[${index}]`,
                message: `${describeRef(
                  refOf(object),
                )} is exported to namespace ${namespace}, which does not exist.`,
                fix: 'Correct the name, or remove it from the list.',
              },
        ),
    );
  },
};
