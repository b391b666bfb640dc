import { describeRef, refOf } from '../../resources/ref';
import { namespaceInjections } from '../reading/injectedNamespaces';
import type { Check } from '../types';

export const injectionLabelsTwice: Check = {
  code: 'MESH3403',
  severity: 'warning',
  title: 'Namespace with two labels for injection',
  istioctl: ['IST0123'],
  find: mesh =>
    namespaceInjections(mesh)
      .filter(
        ({ injection, revision }) =>
          injection !== undefined && revision !== undefined,
      )
      .map(({ object, injection, revision }) => ({
        object: refOf(object),
        field: 'metadata.labels.istio-injection',
        message: `${describeRef(
          refOf(object),
        )} is labelled istio-injection=${injection} and istio.io/rev=${revision}; the first wins, and the revision is ignored.`,
        fix: 'Remove one of them: istio-injection to use the revision.',
      })),
};
