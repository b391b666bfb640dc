import { describeRef, refOf } from '../../resources/ref';
import { apiGateways, listenersOf, sharedParts } from '../reading/gatewayParts';
import type { Check } from '../types';

export const listenerTwice: Check = {
  code: 'MESH2605',
  severity: 'error',
  title: 'The same listener twice',
  kiali: ['KIA1503'],
  find: mesh =>
    apiGateways(mesh).flatMap(object =>
      sharedParts(
        listenersOf(object),
        () => true,
        ({ words }) => ({
          message: `${describeRef(
            refOf(object),
          )} has several listeners for ${words}: they conflict, and none of them is served.`,
          fix: 'Make hostname, port and protocol of each listener unique.',
        }),
      ),
    ),
};
