import { describeRef, refOf } from '../../resources/ref';
import { declaredCalls } from '../reading/callPath';
import { limitsByHost, type HttpLimits } from '../reading/httpLimits';
import type { Check } from '../types';

/** How long a route may take at most; undefined when nothing limits it. */
const longest = ({ timeout }: HttpLimits) =>
  timeout === undefined || timeout === 0 ? undefined : timeout;

const seconds = (nanoseconds: number) => `${nanoseconds / 1e9} s`;

export const callPathTimeouts: Check = {
  code: 'MESH2019',
  severity: 'warning',
  title: 'Timeouts that contradict each other along a call path',
  find: mesh =>
    declaredCalls(mesh).flatMap(({ from, to, sidecar, field }) => {
      const outer = (limitsByHost(mesh).get(from.host) ?? []).flatMap(limits =>
        longest(limits) === undefined ? [] : limits,
      );
      const inner = limitsByHost(mesh).get(to) ?? [];
      return inner.flatMap(call => {
        const time = longest(call);
        const hasty = outer.find(
          limits => time !== undefined && (limits.timeout ?? 0) < time,
        );
        return time !== undefined && hasty
          ? {
              object: refOf(call.object),
              field: `${call.field}.timeout`,
              message: `${from.name} may wait ${seconds(
                time,
              )} for ${to}, but whoever calls ${
                from.name
              } gives up after ${seconds(
                hasty.timeout ?? 0,
              )}: the rest of the work is for nothing.`,
              fix: 'Make timeouts shorter the further down a call is.',
              because: [
                {
                  object: refOf(hasty.object),
                  field: `${hasty.field}.timeout`,
                  says: `${describeRef(refOf(hasty.object))} waits ${seconds(
                    hasty.timeout ?? 0,
                  )} for ${from.name}.`,
                },
                {
                  object: sidecar,
                  field,
                  says: `The workloads of ${from.name} call ${to}.`,
                },
              ],
            }
          : [];
      });
    }),
};
