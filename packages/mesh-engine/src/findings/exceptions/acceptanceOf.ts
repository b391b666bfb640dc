import { describeRef } from '../../resources/ref';
import type { Finding, FindingException } from '../types';
import { lastMomentOf } from './lastMomentOf';

/** Whether a finding is accepted. @public */
export interface Acceptance {
  isAccepted: boolean;
  /** Why an exception that is written down does not count. */
  says?: string;
}

function whyNot(
  severity: Finding['severity'],
  { object, reason, until }: FindingException,
  now: Date,
): string | undefined {
  const name = `The exception at ${describeRef(object)}`;
  if (severity === 'error') {
    return `${name} does not count: an error cannot be accepted.`;
  }
  if (reason === '') {
    return `${name} does not count: it gives no reason.`;
  }
  if (until === undefined) {
    return undefined;
  }
  const last = lastMomentOf(until);
  if (!last) {
    return `${name} does not count: its end "${until}" is no day such as 2027-01-31.`;
  }
  return last < now ? `${name} ended on ${until}: ${reason}` : undefined;
}

/**
 * Whether what is found is accepted by the exception that its object carries. Errors never are, nothing is without a
 * reason, and an exception with an end counts up to the end of that day, UTC.
 * @public
 */
export function acceptanceOf(
  { severity, exception }: Pick<Finding, 'severity' | 'exception'>,
  now: Date,
): Acceptance {
  if (!exception) {
    return { isAccepted: false };
  }
  const says = whyNot(severity, exception, now);
  return says === undefined
    ? { isAccepted: true }
    : { isAccepted: false, says };
}
