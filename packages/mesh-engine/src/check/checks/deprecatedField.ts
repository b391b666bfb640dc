import { asList, asNumber, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import type { Check } from '../types';

interface Use {
  object: KubeObject;
  field: string;
  fix: string;
}

const ofVirtualService = (object: KubeObject): Use[] =>
  asList(at(object, 'spec', 'http')).flatMap((route, index) =>
    (asNumber(at(route, 'fault', 'delay', 'percent')) ?? 0) > 0
      ? {
          object,
          field: `spec.http[${index}].fault.delay.percent`,
          fix: 'Use percentage.value instead.',
        }
      : [],
  );

const ofSidecar = (object: KubeObject): Use[] =>
  at(object, 'spec', 'outboundTrafficPolicy', 'egressProxy') === undefined
    ? []
    : [
        {
          object,
          field: 'spec.outboundTrafficPolicy.egressProxy',
          fix: 'Remove it: Istio ignores it.',
        },
      ];

const REMOVED = [
  'ClusterRbacConfig',
  'RbacConfig',
  'ServiceRole',
  'ServiceRoleBinding',
];

const ofDefinition = (object: KubeObject): Use[] =>
  at(object, 'spec', 'group') === 'rbac.istio.io' &&
  REMOVED.some(kind => at(object, 'spec', 'names', 'kind') === kind)
    ? [
        {
          object,
          field: 'spec.names.kind',
          fix: 'Remove the definition; AuthorizationPolicy has replaced it.',
        },
      ]
    : [];

export const deprecatedField: Check = {
  code: 'MESH3901',
  severity: 'warning',
  title: 'Something that Istio has given up',
  istioctl: ['IST0002'],
  find: mesh =>
    [
      ...mesh
        .objects('VirtualService', 'networking.istio.io')
        .flatMap(ofVirtualService),
      ...mesh.objects('Sidecar', 'networking.istio.io').flatMap(ofSidecar),
      ...mesh
        .objects('CustomResourceDefinition', 'apiextensions.k8s.io')
        .flatMap(ofDefinition),
    ].map(({ object, field, fix }) => ({
      object: refOf(object),
      field,
      message: `${describeRef(
        refOf(object),
      )} has ${field}, which Istio has deprecated or removed.`,
      fix,
    })),
};
