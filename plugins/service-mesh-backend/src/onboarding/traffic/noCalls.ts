import { windowText } from '../../questions/wording/why';
import { opennessOfAll } from '../access/openness';
import type { Facts, Judgement } from '../types';

/** What the metrics of requests and connections to a service are asked for. */
export const callsQuery = ({ subject: { service } }: Facts) =>
  `{__name__=~"istio_requests_total|istio_tcp_.*_bytes_total",destination_service="${
    service?.host ?? ''
  }"}`;

/** What is said of calls when there are none: nobody may call, or nobody did. */
export function noCalls(facts: Facts): Judgement {
  const { input, access } = facts;
  const because = [
    {
      says: `Proxies counted nothing in ${windowText(input.window)}.`,
      query: callsQuery(facts),
    },
  ];
  return opennessOfAll(access) === 'nobody'
    ? {
        state: 'not-needed',
        says: 'Policies let nobody call it, so no request is waited for.',
        because,
      }
    : {
        state: 'waiting',
        says: `No request in ${windowText(input.window)}.`,
        because,
      };
}
