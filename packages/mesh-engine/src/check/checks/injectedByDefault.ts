import { describeRef, refOf } from '../../resources/ref';
import { namespaceInjections } from '../reading/injectedNamespaces';
import type { Check } from '../types';

export const injectedByDefault: Check = {
  code: 'MESH3404',
  severity: 'info',
  title: 'Namespace injected without a label',
  istioctl: ['IST0148'],
  find: mesh =>
    namespaceInjections(mesh)
      .filter(
        ({ injection, revision, isAmbient, byDefault }) =>
          injection === undefined &&
          revision === undefined &&
          !isAmbient &&
          byDefault,
      )
      .map(({ object }) => ({
        object: refOf(object),
        field: 'metadata.labels',
        message: `${describeRef(
          refOf(object),
        )} has no label for injection, and the injector takes such namespaces.`,
        fix: 'Label it, so that it stays so when the injector is installed otherwise.',
      })),
};
