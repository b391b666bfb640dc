import type { AccessRow } from '@ecotrack/mesh-engine';
import { isOutside } from '../../questions/access/openness';
import type { Call } from '../../questions/traffic/calls';
import { UNNAMED_CLIENT } from '../../questions/traffic/peers';
import { rate } from '../../questions/wording/figures';
import { callsQuery, noCalls } from '../traffic/noCalls';
import type { Facts, Judge } from '../types';
import { namesOf, whoDoes } from '../wording';

const REFUSED = '403';

const callerOf = ({ source }: Call) =>
  source.workload === 'unknown' ? UNNAMED_CLIENT : source.workload;

/** Whether no port lets the caller of a call in. */
function isDenied(access: readonly AccessRow[], { source }: Call): boolean {
  const isCaller = ({ callers }: AccessRow['access'][number]) =>
    source.workload === 'unknown'
      ? isOutside({ callers })
      : callers.workloads.some(
          ({ namespace, name }) =>
            namespace === source.namespace && name === source.workload,
        );
  const decisions = access.flatMap(row =>
    row.access.filter(isCaller).map(({ decision }) => decision),
  );
  return (
    decisions.length > 0 && decisions.every(decision => decision === 'deny')
  );
}

function becauseOf(facts: Facts, calls: readonly Call[]) {
  const query = callsQuery(facts);
  const rates = new Map<string, number>();
  for (const call of calls) {
    const unit = call.protocol === 'tcp' ? 'B/s' : 'req/s';
    const answer =
      call.protocol === 'tcp' ? 'connected' : `answered ${call.responseCode}`;
    const key = `${callerOf(call)}: ${answer}|${unit}`;
    rates.set(key, (rates.get(key) ?? 0) + call.rate);
  }
  return [...rates].map(([key, value]) => {
    const [who, unit] = key.split('|');
    return { says: `${who}, ${rate(value, unit)}.`, query };
  });
}

const sumOf = (calls: readonly Call[]) =>
  calls.reduce((sum, call) => sum + call.rate, 0);

/** What is said of requests that were answered 403, and by whom where that is known. */
function refusedSays(facts: Facts, refused: readonly Call[]): string {
  if (refused.length === 0) {
    return '';
  }
  const byPolicy = refused.every(call => isDenied(facts.access, call));
  return ` ${rate(sumOf(refused))} from ${namesOf(
    refused.map(callerOf),
  )} answered 403, ${
    byPolicy
      ? 'as no policy lets them in.'
      : 'by a policy or by the application, which the metrics do not tell.'
  }`;
}

/** Whether requests of those who may call were accepted in the window; answers of 403 are counted apart. */
export const observed: Judge = facts => {
  const { access, isEntry } = facts;
  if (isEntry) {
    return {
      state: 'not-needed',
      says: 'It is an entry of the mesh: clients outside call it.',
      because: [],
    };
  }
  const calls = facts.calls.map(({ call }) => call);
  if (calls.length === 0) {
    return noCalls(facts);
  }
  const requests = calls.filter(({ protocol }) => protocol !== 'tcp');
  const counted = requests.length > 0 ? requests : calls;
  const refused = counted.filter(
    ({ responseCode }) => responseCode === REFUSED,
  );
  const accepted = counted.filter(
    ({ responseCode }) => responseCode !== REFUSED,
  );
  const because = becauseOf(facts, counted);
  const uninvited = accepted.filter(call => isDenied(access, call));
  if (uninvited.length > 0) {
    return {
      state: 'failed',
      says: `${whoDoes(
        uninvited.map(callerOf),
        'was',
        'were',
      )} let in, though no policy allows it.${refusedSays(facts, refused)}`,
      because,
    };
  }
  if (accepted.length === 0) {
    return {
      state: 'failed',
      says: `Every request is refused:${refusedSays(facts, refused)}`,
      because,
    };
  }
  const unit = requests.length > 0 ? 'req/s' : 'B/s';
  return {
    state: 'done',
    says: `${rate(sumOf(accepted), unit)} accepted from ${namesOf(
      accepted.map(callerOf),
    )}.${refusedSays(facts, refused)}`,
    because,
  };
};
