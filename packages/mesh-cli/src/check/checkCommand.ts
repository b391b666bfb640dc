import { BadUse } from '../BadUse';
import type { Options } from '../options';
import { checkInJson } from '../report/checkInJson';
import { checkInSarif } from '../report/checkInSarif';
import { checkInWords } from '../report/checkInWords';
import type { Answer } from '../report/Answer';
import type { Style } from '../report/style';
import { readUnits } from '../sources/readUnits';
import { mergeFindings } from './mergeFindings';
import { isReached } from './ShownFinding';

const FORMS = { human: checkInWords, json: checkInJson, sarif: checkInSarif };

/** `mesh check`. @throws BadUse */
export function checkCommand(
  { args, ref, output, failOn }: Options,
  style: Style,
): Answer {
  if (args.length === 0) {
    throw new BadUse(
      'mesh check has no PATH.',
      'To check this folder: mesh check .',
    );
  }
  const read = readUnits(args, ref);
  const now = new Date();
  const findings = mergeFindings(read, now);
  return {
    text: FORMS[output](findings, read, style),
    exitCode: isReached(findings, failOn, now) ? 1 : 0,
  };
}
