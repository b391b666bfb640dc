import { asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { httpLimits } from '../reading/httpLimits';
import type { Check } from '../types';

export const retriesNeverFit: Check = {
  code: 'MESH2018',
  severity: 'warning',
  title: 'Retries that the timeout leaves no time for',
  find: mesh =>
    httpLimits(mesh).flatMap(
      ({ object, field, timeout, perTry, attempts, retries }) =>
        timeout !== undefined &&
        perTry !== undefined &&
        attempts > 0 &&
        timeout > 0 &&
        perTry >= timeout
          ? {
              object: refOf(object),
              field: `${field}.retries.perTryTimeout`,
              message: `${describeRef(refOf(object))} gives each try ${asText(
                retries.perTryTimeout,
              )}, and the whole request ${
                timeout / 1e9
              } s: a try that times out leaves no time for another.`,
              fix: 'Make perTryTimeout shorter than timeout divided by the tries, or the timeout longer.',
              because: [
                {
                  object: refOf(object),
                  field: `${field}.timeout`,
                  says: `The timeout of the route is ${timeout / 1e9} s.`,
                },
              ],
            }
          : [],
    ),
};
