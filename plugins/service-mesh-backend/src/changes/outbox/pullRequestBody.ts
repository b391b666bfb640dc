import type { ChangedFile } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { ChangeRecord } from '../types';

/** What the text of a pull request tells besides the change. */
export interface BodyContext {
  /** Page of the change in the portal. */
  changeUrl: string;
  /** Checks before it left, as sentences. */
  checks: readonly { state: string; says: string }[];
  maxLength: number;
  /** What takes a time-boxed change back, as it would be on the files of now. */
  revert?: readonly ChangedFile[];
}

const MAX_ROWS = 50;

/** Text of people and of the mesh, so that it is only text in Markdown and names nobody and nothing at the host. */
const plain = (text: string) =>
  text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[\\`*_{}[\]<>|]/g, character => `\\${character}`)
    .replace(/[#@]/g, character => `${character}\u200b`);

const rateOf = (rate: number | null | undefined) =>
  rate === null || rate === undefined ? '–' : `${Number(rate.toPrecision(3))}`;

function effectTable({ effect }: ChangeRecord): string[] {
  const rows = effect.items
    .slice(0, MAX_ROWS)
    .map(
      ({ subject, before, after, requestRate }) =>
        `| ${plain(subject)} | ${plain(before)} | ${plain(after)} | ${rateOf(
          requestRate,
        )} |`,
    );
  const more = effect.items.length - rows.length;
  return [
    '## Effect',
    '',
    ...effect.sentences.slice(0, 10).map(sentence => `- ${plain(sentence)}`),
    ...(effect.unknown ?? []).map(sentence => `- **${plain(sentence)}**`),
    ...(rows.length > 0
      ? [
          '',
          '| who | before | after | req/s now |',
          '|---|---|---|---|',
          ...rows,
        ]
      : []),
    ...(more > 0 ? ['', `And ${more} more.`] : []),
  ];
}

function rollback(
  { reverts, expiresAt }: ChangeRecord,
  url: string,
  revert: readonly ChangedFile[],
): string[] {
  return [
    '## Going back',
    '',
    reverts
      ? 'This takes a change back. Propose that change again to have it once more.'
      : `Choose *Revert* on [the page of the change](${url}): it proposes the previous values on the files as they are then.`,
    ...(expiresAt ? ['', `It is meant to end at ${expiresAt}.`] : []),
    ...revert.flatMap(({ path, diff }) => [
      '',
      `\`${path}\` then:`,
      '',
      '````diff',
      diff.trimEnd(),
      '````',
    ]),
  ];
}

/** The text of a pull request: what, why, who, effect, checks and the way back, within what the host takes. */
export function pullRequestBody(
  record: ChangeRecord,
  { changeUrl, checks, maxLength, revert = [] }: BodyContext,
): string {
  const { id, intent, environment, requester, reason, notes, template } =
    record;
  const marker = `<!-- mesh-change ${JSON.stringify({ id, intent })} -->`;
  const body = [
    `**${plain(
      record.title,
    )}** in \`${environment}\`, asked for by \`${requester}\` with \`${template}\`.`,
    ...(reason ? ['', '## Why', '', plain(reason)] : []),
    ...(notes.length > 0
      ? ['', '## To know', '', ...notes.map(note => `- ${plain(note)}`)]
      : []),
    '',
    ...effectTable(record),
    '',
    '## Checks',
    '',
    ...checks.map(({ state, says }) => `- ${state}: ${plain(says)}`),
    '',
    ...rollback(record, changeUrl, revert),
    '',
    `[The change in the portal](${changeUrl})`,
  ].join('\n');
  const room = maxLength - marker.length - 100;
  return `${
    body.length > room
      ? `${body.slice(0, room)}\n\n… The rest is in [the portal](${changeUrl}).`
      : body
  }\n\n${marker}`;
}

/** Message of a commit, with who asked for it. */
export function commitMessage({
  title,
  reason,
  requester,
  intent,
}: ChangeRecord): string {
  return [
    title.replace(/[\r\n]+/g, ' ').slice(0, 200),
    '',
    ...(reason ? [reason.replace(/\r/g, '').slice(0, 2000), ''] : []),
    `Requested-by: ${requester}`,
    `Backstage-Intent: ${intent}`,
  ].join('\n');
}
