import { describeRef } from '../resources/ref';
import { resolveDestinations, type RouteContext } from './destinations';
import type { L4Chain } from './l4Chains';
import type { RouteAnswer } from './types';

/** Where a chain sends connections. */
export function answerChain(
  context: RouteContext,
  { rule, service }: L4Chain,
  port: number,
): RouteAnswer {
  const destinations = resolveDestinations(
    context,
    rule
      ? rule.rule.route
      : [{ destination: { host: service?.host, port: { number: port } } }],
    port,
  );
  const names = destinations.map(({ host }) => host).join(' and ');
  return {
    outcome: 'route',
    route: rule
      ? { object: rule.source, field: rule.field, name: '' }
      : { name: 'default' },
    destinations,
    because: [
      rule
        ? {
            object: rule.source,
            field: rule.field,
            says: `${describeRef(
              rule.source,
            )} sends these connections to ${names}.`,
          }
        : {
            object: service?.service.ref,
            says: `No rule is for these connections, so they go to ${names}.`,
          },
    ],
  };
}
