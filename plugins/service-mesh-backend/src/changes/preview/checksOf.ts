import type {
  ChangeCheck,
  ParameterProblem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { EditedFiles } from '@ecotrack/mesh-changes';
import {
  acceptanceOf,
  describeRef,
  hasSchema,
  validateSchema,
  type Impact,
} from '@ecotrack/mesh-engine';
import { findingOf } from '../../questions/findings/findingOf';
import { count } from '../../questions/wording/figures';

function parameterCheck(problems: readonly ParameterProblem[]): ChangeCheck {
  return {
    name: 'parameters',
    state: problems.length > 0 ? 'blocked' : 'passed',
    says:
      problems.length > 0
        ? problems
            .map(({ field, message }) =>
              field ? `${field}: ${message}` : message,
            )
            .join(' ')
        : 'The parameters fit the template.',
    findings: [],
  };
}

function schemaCheck({ objects }: EditedFiles, now: Date): ChangeCheck {
  const after = objects.flatMap(edit => edit.after ?? []);
  const findings = after.flatMap(validateSchema);
  const unknown = after.filter(object => !hasSchema(object));
  const errors = findings.filter(({ severity }) => severity === 'error');
  return {
    name: 'schema',
    state:
      errors.length > 0
        ? 'blocked'
        : unknown.length > 0
        ? 'unknown'
        : findings.length > 0
        ? 'warning'
        : 'passed',
    says:
      errors.length > 0
        ? 'The API server or Istio would refuse the result.'
        : unknown.length > 0
        ? `Not validated: no schema is known for ${unknown
            .map(({ kind }) => kind)
            .join(', ')}.`
        : `${count(after.length, 'object')} fit${
            after.length === 1 ? 's' : ''
          } the schema.`,
    findings: findings.map(finding => findingOf(finding, now)),
  };
}

function fileCheck(
  { files, findings, alsoChanged }: EditedFiles,
  now: Date,
): ChangeCheck {
  return {
    name: 'files',
    state: alsoChanged.length > 0 || findings.length > 0 ? 'warning' : 'passed',
    says:
      alsoChanged.length > 0
        ? `The same files change ${alsoChanged.join(' and ')} too.`
        : `${count(
            files.length,
            'file',
          )}; what they render was read again and is as planned.`,
    findings: findings.map(finding => findingOf(finding, now)),
  };
}

function findingsCheck(
  { findings: { appeared } }: Impact,
  now: Date,
): ChangeCheck {
  const errors = appeared.filter(({ severity }) => severity === 'error');
  const noted = appeared.filter(
    finding =>
      finding.severity !== 'info' && !acceptanceOf(finding, now).isAccepted,
  );
  return {
    name: 'findings',
    state:
      errors.length > 0 ? 'blocked' : noted.length > 0 ? 'warning' : 'passed',
    says:
      errors.length > 0
        ? `The result has ${count(errors.length, 'new error')}.`
        : noted.length > 0
        ? `The result has ${count(noted.length, 'new warning')}.`
        : 'The result has no new findings.',
    findings: [
      ...errors,
      ...appeared.filter(({ severity }) => severity !== 'error'),
    ].map(finding => findingOf(finding, now)),
  };
}

function effectCheck(unknown: readonly string[]): ChangeCheck {
  return {
    name: 'effect',
    state: unknown.length > 0 ? 'unknown' : 'passed',
    says:
      unknown.length > 0
        ? unknown.join(' ')
        : 'The effect is told from the resources and the observed traffic.',
    findings: [],
  };
}

/** The checks of a change that was planned. */
export function checksOf(
  edited: EditedFiles,
  impact: Impact,
  unknown: readonly string[],
  now: Date,
): ChangeCheck[] {
  return [
    parameterCheck([]),
    fileCheck(edited, now),
    schemaCheck(edited, now),
    findingsCheck(impact, now),
    effectCheck(unknown),
  ];
}

/** The checks of a change that could not be planned. */
export function refusedChecks(
  problems: readonly ParameterProblem[],
  fileProblem?: string,
): ChangeCheck[] {
  return [
    parameterCheck(problems),
    ...(fileProblem === undefined
      ? []
      : [
          {
            name: 'files' as const,
            state: 'blocked' as const,
            says: fileProblem,
            findings: [],
          },
        ]),
  ];
}

/** Sentences about objects whose effect no renderer here can tell. */
export const notRenderedSentences = ({ notRendered }: EditedFiles): string[] =>
  notRendered.map(
    ref =>
      `Unknown: not rendered. A Helm chart makes ${describeRef(
        ref,
      )} of the edited values, and what it makes is not known here.`,
  );
