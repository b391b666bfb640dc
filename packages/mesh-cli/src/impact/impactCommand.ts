import { describeRef, impact, type Impact } from '@ecotrack/mesh-engine';
import { BadUse } from '../BadUse';
import { isReached } from '../check/ShownFinding';
import type { Options } from '../options';
import type { Answer } from '../report/Answer';
import { answerInJson } from '../report/answerInJson';
import { counted, printable, type Style } from '../report/style';
import { openSide, pairsOf } from './openSide';

interface Change {
  name: string;
  changes: Impact;
}

function changeInWords({ name, changes }: Change, style: Style): string[] {
  const { sentences, objects, findings } = changes;
  const moved = [
    ...objects.added.map(ref => `+ ${describeRef(ref)}`),
    ...objects.changed.map(ref => `~ ${describeRef(ref)}`),
    ...objects.removed.map(ref => `- ${describeRef(ref)}`),
  ];
  return [
    style.bold(printable(name === '.' ? 'Changes' : `Changes in ${name}`)),
    ...sentences.map(sentence => `  ${printable(sentence)}`),
    ...(sentences.length === 0 ? ['  Nothing changes for anybody.'] : []),
    ...moved.map(line => style.dim(`    ${printable(line)}`)),
    ...findings.appeared.map(
      ({ severity, code, message }) =>
        `  new ${style.severity(severity, severity)} ${code}: ${printable(
          message,
        )}`,
    ),
    ...findings.gone.map(({ code, message }) =>
      style.dim(`  gone ${code}: ${printable(message)}`),
    ),
    '',
  ];
}

const isEmpty = ({ objects, findings, sentences }: Impact) =>
  [...Object.values(objects), ...Object.values(findings), sentences].every(
    list => list.length === 0,
  );

/** `mesh impact`. @throws BadUse */
export function impactCommand(options: Options, style: Style): Answer {
  const [base, head, ...paths] = options.args;
  if (head === undefined) {
    throw new BadUse(
      `mesh impact has no ${base === undefined ? 'BASE' : 'HEAD'}.`,
      'Give two folders or Git refs: mesh impact origin/main HEAD',
    );
  }
  if (options.output === 'sarif') {
    throw new BadUse(
      'mesh impact has no SARIF output.',
      'Use --output json; SARIF is for mesh check.',
    );
  }
  const pairs = pairsOf(openSide(base, paths), openSide(head, paths));
  const changed = pairs
    .map(
      ({ name, before, after }): Change => ({
        name,
        changes: impact(before, after),
      }),
    )
    .filter(({ changes }) => !isEmpty(changes));
  const appeared = changed.flatMap(({ changes }) => changes.findings.appeared);
  const words = () =>
    [
      ...changed.flatMap(change => changeInWords(change, style)),
      `${counted(changed.length, 'mesh')} of ${pairs.length} changed.`,
      '',
    ].join('\n');
  return {
    text:
      options.output === 'json'
        ? answerInJson(
            changed.map(({ name, changes }) => ({ mesh: name, ...changes })),
          )
        : words(),
    exitCode: isReached(appeared, options.failOn, new Date()) ? 1 : 0,
  };
}
