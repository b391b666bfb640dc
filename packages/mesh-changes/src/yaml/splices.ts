import type { YamlText } from './YamlText';

/** Text that takes the place of a part of a file. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** The pairs of a map or the items of a list, as they stand in the file. */
export interface Entries {
  flow: boolean;
  /** From the key or the dash to the end of the content. */
  spans: readonly { start: number; end: number }[];
}

/** What comes of the entries, in order: those that stay by their index, and the text of new ones. */
export type Step = { stays: number } | { added: string };

function newLines(
  file: YamlText,
  end: number,
  column: number,
  texts: string[],
) {
  const indent = ' '.repeat(column);
  const at = file.text[end - 1] === '\n' ? end : file.nextLine(end);
  const isWhole = file.text[at - 1] === '\n';
  const lines = texts.map(text =>
    isWhole
      ? `${indent}${text}${file.lineEnd}`
      : `${file.lineEnd}${indent}${text}`,
  );
  return { start: at, end: at, text: lines.join('') };
}

/** Takes out one entry of block style with its line, or what stands on the line of a dash. */
function cut(file: YamlText, { start, end }: { start: number; end: number }) {
  const to = file.text[end - 1] === '\n' ? end : file.nextLine(end);
  if (!file.beginsLine(start)) {
    const blanks = /^[ \t\r\n]*/.exec(file.text.slice(to))?.[0].length ?? 0;
    return { start, end: to + blanks, text: '' };
  }
  const from = file.lineStart(start);
  const isLast = to === file.text.length && file.text[to - 1] !== '\n';
  return {
    start: isLast ? from - file.lineEnd.length : from,
    end: to,
    text: '',
  };
}

function removals(
  file: YamlText,
  { flow, spans }: Entries,
  stays: ReadonlySet<number>,
): Splice[] {
  return spans.flatMap((span, index) => {
    if (stays.has(index)) {
      return [];
    }
    if (!flow) {
      return [cut(file, span)];
    }
    if (index > 0 && !stays.has(index - 1)) {
      return [];
    }
    const next = spans.findIndex(
      (_, later) => later > index && stays.has(later),
    );
    return next >= 0
      ? [{ start: span.start, end: spans[next].start, text: '' }]
      : [
          {
            start: spans[index - 1].end,
            end: spans[spans.length - 1].end,
            text: '',
          },
        ];
  });
}

/** Removes and adds entries of a map or a list of which at least one stays. */
export function spliceEntries(
  file: YamlText,
  entries: Entries,
  steps: readonly Step[],
): Splice[] {
  const { flow, spans } = entries;
  const stays = new Set(
    steps.flatMap(step => ('stays' in step ? [step.stays] : [])),
  );
  const leading: string[] = [];
  const following = new Map<number, string[]>();
  let previous: number | undefined;
  for (const step of steps) {
    if ('stays' in step) {
      previous = step.stays;
    } else if (previous === undefined) {
      leading.push(step.added);
    } else {
      following.set(previous, [...(following.get(previous) ?? []), step.added]);
    }
  }
  const [first] = stays;
  const { start } = spans[first];
  const column = file.columnOf(start);
  const between = flow ? ', ' : `${file.lineEnd}${' '.repeat(column)}`;
  return [
    ...removals(file, entries, stays),
    ...[...following].map(([index, texts]) => {
      const { end } = spans[index];
      return flow
        ? { start: end, end, text: texts.map(text => `, ${text}`).join('') }
        : newLines(file, end, column, texts);
    }),
    ...(leading.length > 0
      ? [
          {
            start,
            end: start,
            text: leading.map(text => text + between).join(''),
          },
        ]
      : []),
  ];
}

/** Parts that are only taken out may overlap: then they are one. */
function joinCuts(splices: readonly Splice[]): Splice[] {
  const cuts: Splice[] = [];
  for (const splice of [...splices].sort((a, b) => a.start - b.start)) {
    const last = cuts[cuts.length - 1];
    if (last && splice.start <= last.end) {
      last.end = Math.max(last.end, splice.end);
    } else {
      cuts.push({ ...splice });
    }
  }
  return cuts;
}

/** Lines that would be put between lines which are taken out are put before them. */
function outside(
  text: string,
  splice: Splice,
  cuts: readonly Splice[],
): Splice {
  const around = cuts.find(
    ({ start, end }) => start < splice.start && splice.start < end,
  );
  if (!around) {
    return splice;
  }
  const { start } = around;
  const lineEnd = /\r?\n$/.exec(splice.text)?.[0] ?? '';
  return start === 0 || text[start - 1] === '\n'
    ? { ...splice, start, end: start }
    : {
        start,
        end: start,
        text: lineEnd + splice.text.slice(0, -lineEnd.length),
      };
}

/** The text with all splices; of those at one place, the one given first comes first. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const cuts = joinCuts(splices.filter(splice => splice.text === ''));
  const puts = splices.filter(splice => splice.text !== '');
  return [...puts.map(put => outside(text, put, cuts)), ...cuts]
    .reverse()
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (current, { start, end, text: put }) =>
        current.slice(0, start) + put + current.slice(end),
      text,
    );
}
