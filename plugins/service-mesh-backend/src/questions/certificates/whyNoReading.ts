import type { QuestionInput } from '../input';
import { sentence } from '../wording/figures';
import { whyUnknown } from '../wording/why';

/** Why no metric of a certificate could be read. */
export function whyNoReading(input: QuestionInput): string {
  return input.telemetry.state === 'unavailable'
    ? sentence(whyUnknown(input))
    : 'Prometheus did not answer the question for certificates.';
}
