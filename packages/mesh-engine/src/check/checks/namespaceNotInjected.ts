import { describeRef, refOf } from '../../resources/ref';
import { namespaceInjections } from '../reading/injectedNamespaces';
import type { Check } from '../types';

export const namespaceNotInjected: Check = {
  code: 'MESH3401',
  severity: 'info',
  title: 'Namespace outside the mesh',
  istioctl: ['IST0102'],
  find: mesh =>
    namespaceInjections(mesh)
      .filter(
        ({ injection, revision, isAmbient, byDefault }) =>
          injection === undefined &&
          revision === undefined &&
          !isAmbient &&
          !byDefault,
      )
      .map(({ object }) => ({
        object: refOf(object),
        field: 'metadata.labels',
        message: `${describeRef(
          refOf(object),
        )} has no label for injection, so its pods get no proxy.`,
        fix: 'Label it istio-injection=enabled, or istio-injection=disabled to say that it is meant so.',
      })),
};
