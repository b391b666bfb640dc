import { BadUse } from '../BadUse';
import type { Options } from '../options';
import type { Answer } from '../report/Answer';
import { answerInJson } from '../report/answerInJson';
import { becauseInWords } from '../report/becauseInWords';
import { printable, type Style } from '../report/style';
import { readUnits } from '../sources/readUnits';
import { QUESTIONS } from './questions';

/** `mesh explain`. @throws BadUse */
export function explainCommand(options: Options, style: Style): Answer {
  const [word, ...args] = options.args;
  const question = QUESTIONS.get(word);
  if (!question) {
    throw new BadUse(
      word
        ? `mesh explain cannot answer ${word}.`
        : 'mesh explain has no question.',
      `Ask one of ${[...QUESTIONS.keys()].join(', ')}.`,
    );
  }
  if (options.output === 'sarif') {
    throw new BadUse(
      'mesh explain has no SARIF output.',
      'Use --output json; SARIF is for mesh check.',
    );
  }
  const read = readUnits(options.files, options.ref);
  const explained = question({ ...options, args }, read);
  if (options.output === 'json') {
    const answers = explained.map(({ unit, sentences, answer }) => ({
      mesh: unit.name,
      sentences,
      answer,
    }));
    return { text: answerInJson(answers), exitCode: 0 };
  }
  const parts = explained.map(({ unit, sentences, answer }) => {
    const [first, ...rest] = sentences.map(printable);
    return [
      ...(explained.length > 1
        ? [style.dim(`In ${printable(unit.name)}:`)]
        : []),
      style.bold(first),
      ...rest,
      ...(answer.because.length > 0 ? ['because'] : []),
      ...becauseInWords(answer.because, read.display, style),
      '',
    ].join('\n');
  });
  return { text: parts.join('\n'), exitCode: 0 };
}
