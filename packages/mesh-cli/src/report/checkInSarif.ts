import { createHash } from 'node:crypto';
import { sep } from 'node:path';
import {
  checkOf,
  describeRef,
  type Because,
  type Origin,
} from '@ecotrack/mesh-engine';
import type { ShownFinding } from '../check/ShownFinding';
import { VERSION } from '../version';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' };

function physical({ file, line, column }: Origin) {
  const uri = file.split(sep).map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri },
      region: { startLine: line, startColumn: column },
    },
  };
}

function related(because: readonly Because[]) {
  return because.flatMap(({ says, origin }, id) =>
    origin ? [{ id, ...physical(origin), message: { text: says } }] : [],
  );
}

function resultOf(finding: ShownFinding, ruleIndex: number) {
  const { code, severity, object, field, origin, message, fix } = finding;
  const { isAccepted, exception } = finding;
  const name = [object && describeRef(object), field]
    .filter(Boolean)
    .join(', ');
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([code, origin?.file, name, message]))
    .digest('hex');
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: `${message} ${fix}` },
    locations: [
      {
        ...(origin && physical(origin)),
        ...(name && {
          logicalLocations: [{ fullyQualifiedName: name, kind: 'object' }],
        }),
      },
    ],
    relatedLocations: related(finding.because),
    ...(isAccepted && {
      suppressions: [{ kind: 'inSource', justification: exception?.reason }],
    }),
    partialFingerprints: { 'meshFinding/v1': fingerprint },
  };
}

function ruleOf(code: string) {
  const { title, kiali = [], istioctl = [] } = checkOf(code);
  return {
    id: code,
    shortDescription: { text: title },
    properties: { tags: [...kiali, ...istioctl] },
  };
}

/** What `mesh check` found as SARIF 2.1.0, which code hosts show beside the lines of a pull request. */
export function checkInSarif(findings: readonly ShownFinding[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'mesh', version: VERSION, rules: codes.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding =>
          resultOf(finding, codes.indexOf(finding.code)),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
