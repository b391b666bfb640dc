import { describeRef, type FindingException } from '@ecotrack/mesh-engine';
import { countsOf, SEVERITIES, type ShownFinding } from '../check/ShownFinding';
import type { ReadUnits } from '../sources/readUnits';
import { becauseInWords } from './becauseInWords';
import { counted, printable, type Style } from './style';

const untilInWords = ({ until }: FindingException) =>
  until === undefined ? '' : ` until ${until}`;

function findingInWords(
  finding: ShownFinding,
  { units }: ReadUnits,
  style: Style,
): string[] {
  const { origin, severity, code, message, object, field, fix } = finding;
  const { isAccepted, notAccepted, exception } = finding;
  const place = origin
    ? `${printable(origin.file)}:${origin.line}:${origin.column}`
    : '-';
  const subject = [object && describeRef(object), field]
    .filter(Boolean)
    .join(', ');
  const [first, ...others] = finding.units;
  const isPlain =
    first === undefined ||
    finding.units.length >= units.length ||
    (others.length === 0 && origin?.file.startsWith(`${first}/`));
  return [
    `${style.bold(place)}: ${
      isAccepted ? style.dim('accepted') : style.severity(severity, severity)
    } ${code}: ${printable(message)}`,
    ...(subject ? [style.dim(`    ${printable(subject)}`)] : []),
    ...(isAccepted && exception
      ? [
          `    accepted${untilInWords(exception)}: ${printable(
            exception.reason,
          )}`,
        ]
      : [
          ...becauseInWords(finding.because, file => file, style).map(
            line => `  ${line}`,
          ),
          ...(notAccepted ? [`    ${printable(notAccepted)}`] : []),
          `    fix: ${printable(fix)}`,
        ]),
    ...(isPlain
      ? []
      : [style.dim(`    in ${finding.units.map(printable).join(', ')}`)]),
  ];
}

function summary(
  findings: readonly ShownFinding[],
  { units, skipped, files }: ReadUnits,
  style: Style,
): string {
  const counts = countsOf(findings);
  const found = SEVERITIES.filter(severity => counts[severity] > 0).map(
    severity => style.severity(severity, counted(counts[severity], severity)),
  );
  const objects = units.reduce((sum, { mesh }) => sum + mesh.all.length, 0);
  const reasons = new Map<string, number>();
  for (const { reason } of skipped) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const apart = counts.accepted > 0 ? `; ${counts.accepted} accepted` : '';
  const left = [...reasons].map(([reason, count]) => `${count} ${reason}`);
  return `${found.length > 0 ? found.join(', ') : 'Nothing found'} in ${counted(
    objects,
    'object',
  )} of ${counted(units.length, 'mesh')} in ${counted(files, 'file')}${apart}${
    left.length > 0 ? `; skipped: ${left.join(', ')}` : ''
  }.`;
}

/**
 * What `mesh check` found, for people and for editors that jump to `file:line:column`; what somebody accepts comes after
 * the rest.
 */
export function checkInWords(
  findings: readonly ShownFinding[],
  read: ReadUnits,
  style: Style,
): string {
  const lines: string[] = [];
  let file: string | undefined;
  for (const finding of [
    ...findings.filter(({ isAccepted }) => !isAccepted),
    ...findings.filter(({ isAccepted }) => isAccepted),
  ]) {
    if (lines.length > 0 && finding.origin?.file !== file) {
      lines.push('');
    }
    file = finding.origin?.file;
    lines.push(...findingInWords(finding, read, style));
  }
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    summary(findings, read, style),
    '',
  ].join('\n');
}
