import { describeRef, refOf } from '../../resources/ref';
import { namedCredentials } from '../reading/namedCredentials';
import type { Check } from '../types';

export const gatewayCredential: Check = {
  code: 'MESH2206',
  severity: 'error',
  title: 'Gateway whose certificate is missing',
  istioctl: ['IST0101'],
  find: mesh =>
    namedCredentials(mesh)
      .filter(({ secret }) => !secret)
      .map(({ object, field, name, namespace }) => ({
        object: refOf(object),
        field,
        message: `${describeRef(
          refOf(object),
        )} takes its certificate from Secret ${name}, which is not in ${namespace}, where its pods run: TLS fails.`,
        fix: `Put the Secret into ${namespace}.`,
      })),
};
