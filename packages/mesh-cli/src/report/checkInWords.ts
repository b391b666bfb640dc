import { describeRef } from '@ecotrack/mesh-engine';
import { countsOf, SEVERITIES, type ShownFinding } from '../check/ShownFinding';
import type { ReadUnits } from '../sources/readUnits';
import { becauseInWords } from './becauseInWords';
import { counted, printable, type Style } from './style';

function findingInWords(
  finding: ShownFinding,
  { units }: ReadUnits,
  style: Style,
): string[] {
  const { origin, severity, code, message, object, field, fix } = finding;
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
    `${style.bold(place)}: ${style.severity(
      severity,
      severity,
    )} ${code}: ${printable(message)}`,
    ...(subject ? [style.dim(`    ${printable(subject)}`)] : []),
    ...becauseInWords(finding.because, file => file, style).map(
      line => `  ${line}`,
    ),
    `    fix: ${printable(fix)}`,
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
  const left = [...reasons].map(([reason, count]) => `${count} ${reason}`);
  return `${found.length > 0 ? found.join(', ') : 'Nothing found'} in ${counted(
    objects,
    'object',
  )} of ${counted(units.length, 'mesh')} in ${counted(files, 'file')}${
    left.length > 0 ? `; skipped: ${left.join(', ')}` : ''
  }.`;
}

/** What `mesh check` found, for people and for editors that jump to `file:line:column`. */
export function checkInWords(
  findings: readonly ShownFinding[],
  read: ReadUnits,
  style: Style,
): string {
  const lines: string[] = [];
  let file: string | undefined;
  for (const finding of findings) {
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
