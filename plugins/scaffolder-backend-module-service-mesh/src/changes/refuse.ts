import { InputError, NotAllowedError } from '@backstage/errors';
import type {
  ChangePreview,
  ParameterProblem,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** How an action calls a parameter of the template. */
export type FieldName = (parameter: string) => string;

/** The parameters of the template as the author of a step wrote them. */
export const underParameters: FieldName = parameter =>
  parameter ? `parameters.${parameter}` : 'parameters';

/** @throws InputError when parameters are wrong: each with its field and what would be right */
function refuseProblems(
  problems: readonly ParameterProblem[],
  nameOf: FieldName,
): void {
  if (problems.length > 0) {
    throw new InputError(
      problems
        .map(({ field, message }) => `${nameOf(field)}: ${message}`)
        .join('\n'),
    );
  }
}

/**
 * @throws InputError when a change cannot be proposed, with the field and the fix
 * @throws NotAllowedError when the person who runs the template may not propose it
 */
export function refuseBlocked(preview: ChangePreview, nameOf: FieldName): void {
  const { problems, blockedBy, permission } = preview;
  refuseProblems(problems, nameOf);
  if (!permission.allowed) {
    throw new NotAllowedError(
      permission.reason ?? 'You may not propose this change.',
    );
  }
  if (blockedBy.length > 0) {
    throw new InputError(blockedBy.join('\n'));
  }
}

/** @throws InputError when the files of a change would not be right, whoever asks */
export function refuseUnrenderable(
  { problems, checks }: ChangePreview,
  nameOf: FieldName,
): void {
  refuseProblems(problems, nameOf);
  const says = checks.flatMap(({ name, state, says: why }) =>
    name !== 'permission' && state === 'blocked' ? [why] : [],
  );
  if (says.length > 0) {
    throw new InputError(says.join('\n'));
  }
}
