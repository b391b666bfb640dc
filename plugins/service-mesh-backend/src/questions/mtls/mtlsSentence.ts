import type {
  EncryptionTotals,
  MtlsRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { QuestionInput } from '../input';
import { count, sentence } from '../wording/figures';
import { whyUnknown } from '../wording/why';
import { calledInPlaintext, callerRate, innerServices } from './plaintext';

function configured({ services }: EncryptionTotals, environment: string) {
  const { strict, permissive, plaintext, unknown } = services;
  const all = strict + permissive + plaintext + unknown;
  const size = count(all, 'service');
  const accepting = permissive + plaintext;
  if (all === 0) {
    return `There is no service in ${environment}`;
  }
  if (accepting > 0) {
    const verb = accepting === 1 ? 'accepts' : 'accept';
    return `${accepting} of ${size} ${verb} plaintext in ${environment}`;
  }
  return unknown > 0
    ? `${strict} of ${size} refuse plaintext in ${environment}, of ${unknown} it is unknown`
    : `All ${size} refuse plaintext in ${environment}`;
}

function observed(input: QuestionInput, rows: readonly MtlsRow[]): string {
  if (!input.traffic) {
    return `what is called in plaintext is unknown: ${whyUnknown(input)}`;
  }
  const called = calledInPlaintext(input.mesh, rows);
  const [worst] = called;
  const unknown = innerServices(input.mesh, rows).filter(
    ({ observed: { callers, mtlsShare } }) =>
      callers.length > 0 && mtlsShare === null,
  ).length;
  const rest = unknown > 0 ? `, of ${unknown} with callers it is unknown` : '';
  if (!worst) {
    return `none is seen called in plaintext now${rest}`;
  }
  const [caller] = worst.callers;
  return `${called.length} ${
    called.length === 1 ? 'is' : 'are'
  } called in plaintext now (${worst.row.service}, ${callerRate(caller)} from ${
    caller.name
  })${rest}`;
}

/** The first line of the page: what is configured; what is observed. */
export function mtlsSentence(
  input: QuestionInput,
  totals: EncryptionTotals,
  rows: readonly MtlsRow[],
): string {
  return sentence(
    `${configured(totals, input.environment)}; ${observed(input, rows)}`,
  );
}
