import { describeRef, refOf } from '../../resources/ref';
import { declaredCalls } from '../reading/callPath';
import { limitsByHost, type HttpLimits } from '../reading/httpLimits';
import type { Check } from '../types';

/** More requests than this for one of a caller make an overload worse. */
const MANY = 10;

const most = (limits: readonly HttpLimits[]) =>
  [...limits].sort((a, b) => b.attempts - a.attempts)[0];

export const callPathRetries: Check = {
  code: 'MESH2020',
  severity: 'warning',
  title: 'Retries that multiply along a call path',
  find: mesh =>
    declaredCalls(mesh).flatMap(({ from, to, sidecar, field }) => {
      const outer = most(limitsByHost(mesh).get(from.host) ?? []);
      const inner = most(limitsByHost(mesh).get(to) ?? []);
      const tries = (1 + (outer?.attempts ?? 0)) * (1 + (inner?.attempts ?? 0));
      return outer?.attempts && inner?.attempts && tries >= MANY
        ? {
            object: refOf(inner.object),
            field: `${inner.field}.retries.attempts`,
            message: `When ${to} fails, one request to ${
              from.name
            } becomes up to ${tries}: ${outer.attempts + 1} tries of ${
              from.name
            }, each with ${inner.attempts + 1} of ${to}.`,
            fix: 'Retry at one place of the path only, the nearest to the failure.',
            because: [
              {
                object: refOf(outer.object),
                field: `${outer.field}.retries.attempts`,
                says: `${describeRef(refOf(outer.object))} retries ${
                  from.name
                } ${outer.attempts} times.`,
              },
              {
                object: sidecar,
                field,
                says: `The workloads of ${from.name} call ${to}.`,
              },
            ],
          }
        : [];
    }),
};
