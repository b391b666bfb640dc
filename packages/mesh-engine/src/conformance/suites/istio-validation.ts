import { asNumber, asRecord, asText } from '../../resources/fields';
import type { Case, Verdict } from '../types';
import { all, equal, notApplicable } from '../verdict';
import { validateObject } from '../../validation/validateObject';
import type { Violation } from '../../validation/types';
import { UNITS } from './istio-validation/units';

interface Input {
  function?: string;
  args?: unknown[];
  fragment?: unknown;
}

interface Expect {
  valid: boolean;
  warning?: boolean;
  errorContains?: string;
  warningContains?: string;
}

const FROM_GATEWAY_API =
  'rules for the objects that istiod makes from the Gateway API; nobody writes such an object';

/** Long texts stand as `{"$repeat": [text, times]}`. */
function unfold(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(unfold);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { $repeat } = asRecord(value);
  return Array.isArray($repeat)
    ? (asText($repeat[0]) ?? '').repeat(asNumber($repeat[1]) ?? 0)
    : Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, unfold(entry)]),
      );
}

/** A kind as the extraction of the cases wrote it, in the form in which Istio writes it. */
const kindsAsIstioWrites = (says: string) =>
  says
    .replace(
      /[\w./]*GroupVersionKind\{'Group': '([^']*)', 'Version': '([^']*)', 'Kind': '([^']*)'\},? ?/g,
      (_, group: string, version: string, kind: string) =>
        `${group || 'core'}/${version}/${kind} `,
    )
    .replace(' ]', ']');

function judge(found: readonly Violation[], expect: Expect): Verdict {
  const says = (severity: string) =>
    found
      .filter(violation => violation.severity === severity)
      .map(({ message }) => message);
  const errors = says('error');
  const warnings = says('warning');
  const contains = (messages: string[], wanted = '') =>
    messages.join('\n').includes(kindsAsIstioWrites(wanted)) || messages;
  return all([
    equal([errors.length === 0, errors], [expect.valid, errors]),
    equal(
      [warnings.length > 0, warnings],
      [expect.warning ?? warnings.length > 0, warnings],
    ),
    equal(contains(errors, expect.errorContains), true),
    equal(contains(warnings, expect.warningContains), true),
  ]);
}

function decideUnit(name: string, args: unknown[], expect: Expect): Verdict {
  const validate = UNITS[name];
  return validate
    ? judge(validate(args.map(unfold)), expect)
    : notApplicable(`${name} is no question to the engine`);
}

export function decide(test: Case<Input, Expect>): Verdict {
  const { input, expect } = test;
  const [object] = input.manifests ?? [];
  if (object) {
    return judge(
      validateObject({ ...object, ...asRecord(unfold(object)) }),
      expect,
    );
  }
  const args = input.args ?? (Array.isArray(test.args) ? test.args : []);
  return args.includes(true) && test.level === 'fragment'
    ? notApplicable(FROM_GATEWAY_API)
    : decideUnit(input.function ?? asText(test.function) ?? '', args, expect);
}
