import type { Finding } from '@ecotrack/backstage-plugin-service-mesh-common';

/** What of the findings is shown; an empty field shows all, but notes only where they are asked for. */
export interface FindingFilter {
  /** Open findings; `accepted`, or all of them. */
  state: string;
  severity: string;
  namespace: string;
  kind: string;
}

/** Severity of the filter that shows notes too, and state that shows open and accepted ones. */
export const ALL = 'all';

/** State of those that somebody accepts. */
export const ACCEPTED = 'accepted';

function isOfState({ accepted }: Finding, state: string): boolean {
  return state === ALL || Boolean(accepted) === (state === ACCEPTED);
}

function isShown({ severity: own, accepted }: Finding, severity: string) {
  return severity === ''
    ? own !== 'info' || accepted !== undefined
    : severity === ALL || own === severity;
}

/** Findings that fit every field of the filter. */
export function filterFindings(
  findings: readonly Finding[],
  { state, severity, namespace, kind }: FindingFilter,
): Finding[] {
  return findings.filter(
    finding =>
      isOfState(finding, state) &&
      isShown(finding, severity) &&
      (!namespace || finding.object?.namespace === namespace) &&
      (!kind || finding.object?.kind === kind),
  );
}

/** Everything of a finding that a search looks at. */
export const textOf = ({
  object,
  file,
  code,
  title,
  message,
  accepted,
}: Finding) =>
  [
    object?.name,
    object?.namespace,
    file,
    code,
    title,
    message,
    accepted?.reason,
  ].join(' ');

/** Findings of the same kind of thing together, in the order of the first of each. */
export function groupFindings(
  findings: readonly Finding[],
): { code: string; title: string; findings: Finding[] }[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.code);
    if (group) {
      group.push(finding);
    } else {
      groups.set(finding.code, [finding]);
    }
  }
  return [...groups].map(([code, members]) => ({
    code,
    title: members[0].title,
    findings: members,
  }));
}
