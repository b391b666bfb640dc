import type { Finding } from '../../../findings/types';
import { asList, asNumber, asRecord, asText } from '../../../resources/fields';
import type { Verdict } from '../../types';
import { all, equal } from '../../verdict';

/** A finding in Kiali's terms. */
export interface Validation {
  /** Codes of Kiali that it corresponds to. */
  codes: readonly string[];
  severity: string;
  path: string;
  message: string;
  /** Names of the other objects that it is about. */
  references: { kind: string; namespace?: string; name: string }[];
}

/** Names of checks that are asserted without their code. */
const CODE_OF: Record<string, string> = {
  'sidecar.egress.servicenotfound': 'KIA1004',
  'peerauthentications.mtls.destinationrulemissing': 'KIA0501',
  'peerauthentication.mtls.destinationrulemissing': 'KIA0401',
  'peerauthentications.mtls.disabledestinationrulemissing': 'KIA0505',
  'peerauthentications.mtls.disablemeshdestinationrulemissing': 'KIA0506',
  'workload.authorizationpolicy.needstobecovered': 'KIA1301',
};

/** `spec.http[0].route[1].weight` as `spec/http[0]/route[1]/weight`. */
export const pathOf = ({ field }: Finding) =>
  (field ?? '').replaceAll('.', '/');

/** Ours may be more exact than Kiali's. */
const isAt = (path: string, expected: string) =>
  path === expected ||
  path.startsWith(`${expected}/`) ||
  path.startsWith(`${expected}[`);

function fits(found: Validation, expected: Record<string, unknown>): boolean {
  const code =
    asText(expected.kia) ??
    asText(expected.code) ??
    CODE_OF[asText(expected.check) ?? ''];
  const severity =
    asText(expected.severity) ?? asText(expected.descriptorSeverity);
  const path = asText(expected.path);
  const notCode = CODE_OF[asText(expected.notCheck) ?? ''];
  // What Kiali quotes from a status is quoted by ours as well.
  const [quoted, advice] =
    asText(expected.message)?.split('. GWAPI errors') ?? [];
  return (
    (code === undefined || found.codes.includes(code)) &&
    (notCode === undefined || !found.codes.includes(notCode)) &&
    (severity === undefined || found.severity === severity) &&
    (path === undefined || isAt(found.path, path)) &&
    (advice === undefined || found.message.includes(quoted))
  );
}

/** Each expected check has a finding of its own. */
function hasEach(found: readonly Validation[], expected: unknown): Verdict {
  const left = [...found];
  return all(
    asList(expected)
      .map(asRecord)
      .map(check => {
        const index = left.findIndex(finding => fits(finding, check));
        return index < 0
          ? equal(found, check)
          : equal(left.splice(index, 1).length, 1);
      }),
  );
}

function haveAll(found: readonly Validation[], expected: unknown): Verdict {
  return all(
    asList(expected)
      .map(asRecord)
      .flatMap(({ path, ...check }) =>
        found.map((finding, index) => {
          const wanted = {
            ...check,
            path: asText(path)?.replace('{i}', String(index)),
          };
          return fits(finding, wanted)
            ? equal(true, true)
            : equal(finding, wanted);
        }),
      ),
  );
}

const nameOf = (value: unknown) => {
  const record = asRecord(value);
  return asText(record.Name) ?? asText(record.name);
};

function compareReferences(
  found: readonly Validation[],
  expected: Record<string, unknown>,
  key: Record<string, unknown>,
): Verdict {
  const references = [
    ...new Map(
      found
        .flatMap(finding => finding.references)
        .map(reference => [JSON.stringify(reference), reference]),
    ).values(),
  ];
  const names = references.map(({ name }) => name);
  const wanted = [
    ...asList(expected.references),
    ...Object.values(asRecord(expected.referenceAt)),
  ]
    // Some cases have an object twice, which then refers to itself.
    .filter(
      reference =>
        nameOf(reference) !== key.name ||
        asRecord(reference).Namespace !== key.namespace,
    )
    .map(nameOf);
  const unwanted = asList(expected.notReferences).map(nameOf);
  return all([
    equal(
      wanted.filter(name => !names.includes(name ?? '')),
      [],
    ),
    equal(
      unwanted.filter(name => names.includes(name ?? '')),
      [],
    ),
    equal(names.length, asNumber(expected.referenceCount) ?? names.length),
    equal(expected.hasReferences === true && names.length === 0, false),
  ]);
}

/** Holds the findings on one object, or of one checker, against what a case asserts of them. */
export function compare(
  found: readonly Validation[],
  expected: Record<string, unknown>,
  key: Record<string, unknown> = {},
): Verdict {
  const count = asNumber(expected.count);
  const minCount = asNumber(expected.minCount);
  const isSound = !found.some(({ severity }) => severity === 'error');
  const verdict = all([
    hasEach(found, expected.checks),
    haveAll(found, expected.all),
    equal(found.length, count ?? found.length),
    equal(minCount !== undefined && found.length < minCount, false),
    equal(expected.nonEmpty === true && found.length === 0, false),
    // Some of Kiali's checkers take a warning for invalid.
    equal(expected.valid === true && !isSound, false),
    equal(expected.valid === false && found.length === 0, false),
    compareReferences(found, expected, key),
  ]);
  return verdict.state === 'failed' && found.length > 0
    ? {
        ...verdict,
        message: `${verdict.message}\nfound ${JSON.stringify(found)}`,
      }
    : verdict;
}
