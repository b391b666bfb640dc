import { validateAdmission } from '../../admission/validateAdmission';
import type { AdmissionProblem } from '../../admission/Report';
import type { Case, Verdict } from '../types';
import { notApplicable } from '../verdict';
import { primitiveProblems } from './istio-validation/primitives';

interface Input {
  function?: string;
  args?: unknown[];
  fragment?: unknown;
  fragmentType?: string;
}

interface Expect {
  valid: boolean;
  warning?: boolean;
  errorContains?: string;
  warningContains?: string;
}

/** Long texts are written down as `{"$repeat": [text, times]}`. */
function unfold(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(unfold);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { $repeat } = value as { $repeat?: [string, number] };
  return $repeat
    ? $repeat[0].repeat($repeat[1])
    : Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, unfold(entry)]),
      );
}

function problemsOf({
  input,
}: Case<Input, Expect>): readonly AdmissionProblem[] | undefined {
  const [manifest] = input.manifests ?? [];
  if (manifest) {
    return validateAdmission(unfold(manifest) as typeof manifest);
  }
  return primitiveProblems(
    input.function ?? input.fragmentType ?? '',
    input.function
      ? (unfold(input.args) as unknown[])
      : [unfold(input.fragment)],
  );
}

export function decide(testCase: Case<Input, Expect>): Verdict {
  const { expect, input } = testCase;
  const problems = problemsOf(testCase);
  if (!problems) {
    return notApplicable(
      'asks for a part of the mesh or proxy configuration that the engine does not read',
    );
  }
  const of = (severity: string) =>
    problems
      .filter(problem => problem.severity === severity)
      .map(({ message }) => message);
  const [errors, warnings] = [of('error'), of('warning')];
  const differences = [
    (errors.length === 0) === expect.valid ||
      `errors: ${errors.join('; ') || 'none'}`,
    expect.warning === undefined ||
      warnings.length > 0 === expect.warning ||
      `warnings: ${warnings.join('; ') || 'none'}`,
    !expect.errorContains ||
      errors.some(error => error.includes(expect.errorContains!)) ||
      `errors without ${expect.errorContains}: ${errors.join('; ')}`,
    !expect.warningContains ||
      warnings.some(warning => warning.includes(expect.warningContains!)) ||
      `warnings without ${expect.warningContains}: ${warnings.join('; ')}`,
  ].filter(found => found !== true);
  return differences.length === 0
    ? { state: 'passed' }
    : {
        state: 'failed',
        message: `${differences.join('\n')}\n${JSON.stringify(
          input.fragment ?? input.args ?? input.manifests,
        ).slice(0, 700)}`,
      };
}
