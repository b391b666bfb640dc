import { callersOf } from '../../questions/mtls/callers';
import { callerRate } from '../../questions/mtls/plaintext';
import { failedShare } from '../../questions/traffic/calls';
import { rate, share } from '../../questions/wording/figures';
import type { Judge } from '../types';
import { namesOf } from '../wording';
import { callsQuery, noCalls } from './noCalls';

/** Whether requests or connections flow in the window, and from whom. */
export const traffic: Judge = facts => {
  const { input, index, calls, subject } = facts;
  const { service } = subject;
  const totals = service && index.totals(service);
  if (!totals || totals.requestRate + totals.byteRate === 0) {
    return noCalls(facts);
  }
  const callers = callersOf(calls);
  const flow =
    totals.requestRate > 0
      ? rate(totals.requestRate)
      : rate(totals.byteRate, 'B/s');
  const from =
    callers.length > 0
      ? ` from ${namesOf(
          callers.map(caller => `${caller.name} (${callerRate(caller)})`),
        )}`
      : '';
  const because = [{ says: `${flow}${from}.`, query: callsQuery(facts) }];
  const failed = failedShare(totals) ?? 0;
  const { failingErrorShare, minimumRequests } = input.thresholds;
  const isFailing =
    failed >= failingErrorShare &&
    totals.requestRate * input.window.seconds >= minimumRequests;
  return isFailing
    ? {
        state: 'failed',
        says: `${share(failed)} of ${flow} fail.`,
        because,
      }
    : { state: 'done', says: `${flow}${from}.`, because };
};
