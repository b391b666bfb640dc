import { describeRef, refOf } from '../../resources/ref';
import {
  apiGateways,
  areOfTwo,
  listenersOf,
  sharedParts,
} from '../reading/gatewayParts';
import type { Check } from '../types';

export const listenerOfTwo: Check = {
  code: 'MESH2603',
  severity: 'info',
  title: 'Several gateways for one host and port',
  kiali: ['KIA1501'],
  find: mesh =>
    sharedParts(
      apiGateways(mesh).flatMap(listenersOf),
      areOfTwo,
      ({ object, words }, others) => ({
        message: `${describeRef(
          refOf(object),
        )} and ${others} both listen for ${words}; which one a client reaches is decided by DNS alone.`,
        fix: 'Keep one of the listeners, unless both gateways are meant to serve the host.',
      }),
    ),
};
