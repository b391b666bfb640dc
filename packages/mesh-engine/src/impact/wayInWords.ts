import { asRecord } from '../resources/fields';
import type { RouteActions, RouteAnswer } from '../routing/types';

const percent = (weight: number) => `${Number(weight.toFixed(2))} %`;

/** Fields of an action on one line: `delay fixedDelay 2s, percentage value 10`. */
function fields(value: unknown): string {
  return Object.entries(asRecord(value))
    .map(([name, inner]) =>
      typeof inner === 'object'
        ? `${name} ${fields(inner)}`
        : `${name} ${inner}`,
    )
    .join(', ');
}

function retriesInWords({ retries }: RouteActions): string {
  const { attempts, perTryTimeout, retryOn } = retries;
  return attempts === 0
    ? 'no retries'
    : `${attempts} ${attempts === 1 ? 'retry' : 'retries'}${
        perTryTimeout ? ` of ${perTryTimeout}` : ''
      }${retryOn ? ` on ${retryOn}` : ''}`;
}

function actionsInWords(actions: RouteActions): string[] {
  const { fault, rewrite, headers, corsPolicy, mirrors, timeout } = actions;
  return [
    fault !== undefined && `fault: ${fields(fault)}`,
    rewrite !== undefined && `rewritten: ${fields(rewrite)}`,
    headers !== undefined && `headers: ${fields(headers)}`,
    corsPolicy !== undefined && `CORS: ${fields(corsPolicy)}`,
    mirrors.length > 0 &&
      `mirrored to ${mirrors
        .map(({ destination: { host, subset } }) =>
          subset ? `${subset} of ${host}` : host,
        )
        .join(', ')}`,
    timeout && timeout !== '0s' && `timeout ${timeout}`,
    retriesInWords(actions),
  ].flatMap(text => text || []);
}

/** One answer in words: the rule where it has a name, and where it sends requests. */
function inWords(answer: RouteAnswer, asked: string): string {
  const rule = answer.route?.name ? `${answer.route.name}: ` : '';
  if (answer.outcome !== 'route') {
    return `${rule}${answer.outcome}`;
  }
  const targets = answer.destinations.map(
    ({ host, subset, weight, problem }) => {
      const place = subset && host !== asked ? `${subset} of ${host}` : subset;
      return `${percent(weight)} to ${place ?? host}${
        problem ? ` (${problem})` : ''
      }`;
    },
  );
  return `${rule}${[
    targets.join(', '),
    ...(answer.actions ? actionsInWords(answer.actions) : []),
  ].join('; ')}`;
}

/**
 * Every way that requests of which only the host is known can go.
 * @param asked - the host
 */
export const waysOf = (answer: RouteAnswer, asked: string): string[] =>
  (answer.possible ?? [answer]).map(way => inWords(way, asked));
