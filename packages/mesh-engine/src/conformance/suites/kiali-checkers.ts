import { CHECKS } from '../../check/checks';
import type { Finding } from '../../findings/types';
import { Mesh } from '../../mesh/Mesh';
import { asList, asRecord, asText } from '../../resources/fields';
import type { Case } from '../types';
import { all, equal, notApplicable } from '../verdict';
import { CHECKERS, KIALI_SEVERITY } from './kiali-checkers/checkers';
import { CONTRADICTIONS } from './kiali-checkers/contradictions';
import { compare, pathOf, type Validation } from './kiali-checkers/compare';
import { worldOf, type Key, type World } from './kiali-checkers/world';

interface Input {
  params?: Record<string, unknown>;
  kialiConfig?: unknown;
}

const KIALI_OF = new Map(
  CHECKS.map(({ code, kiali = [] }) => [code, [...kiali, code]]),
);

/** Codes of Kiali that a case expects. */
function codesIn(expect: Record<string, unknown>): Set<string> {
  const checks = [expect, ...asList(expect.objects).map(asRecord)].flatMap(
    each => asList(each.checks).map(asRecord),
  );
  return new Set(
    checks.map(({ kia, code }) => asText(kia) ?? asText(code) ?? ''),
  );
}

/** Kinds of workloads are all one to Kiali. */
const sameKey = (a: Partial<Key>, b: Partial<Key>) =>
  (a.kind === b.kind || (a.kind === 'workload' && b.kind === 'Deployment')) &&
  (a.namespace ?? '') === (b.namespace ?? '') &&
  a.name?.split('+')[0] === b.name?.split('+')[0];

/** The findings of a mesh; of one mesh a root namespace when the case has several control planes. */
function findingsIn(world: World): Finding[] {
  const { resources, roots, clusterDomain } = world;
  const names = [...new Set(Object.values(roots))];
  return (names.length > 0 ? names : [world.rootNamespace]).flatMap(
    rootNamespace =>
      Mesh.from(resources, { rootNamespace, clusterDomain })
        .check()
        .filter(
          ({ object }) =>
            names.length < 2 ||
            roots[object?.namespace ?? ''] === rootNamespace,
        ),
  );
}

function validationOf(finding: Finding, codes: readonly string[]): Validation {
  const own = KIALI_OF.get(finding.code)?.filter(code => codes.includes(code));
  const severity = finding.severity === 'info' ? 'unknown' : finding.severity;
  return {
    codes: own ?? [],
    severity: KIALI_SEVERITY[own?.[0] ?? ''] ?? severity,
    path: pathOf(finding),
    message: finding.message,
    references: finding.because.flatMap(({ object }) =>
      object && finding.object && !sameKey(object, finding.object)
        ? [
            {
              kind: object.kind,
              namespace: object.namespace,
              name: object.name,
            },
          ]
        : [],
    ),
  };
}

export function decide({
  input,
  expect,
  ...tags
}: Case<Input, Record<string, unknown>>) {
  const family = asText(tags.package)?.split('/').pop() ?? '';
  const title = `${family}/${asText(tags.checker) ?? ''}`;
  const checker = CHECKERS[title];
  if (!checker) {
    return notApplicable('a checker of Kiali that no check corresponds to');
  }
  const params = {
    ...asRecord(asRecord(input.params).IstioConfigList),
    ...input.params,
  };
  const contradiction = CONTRADICTIONS.find(({ holds }) =>
    holds({
      checker: title,
      params,
      manifests: input.manifests ?? [],
      codes: codesIn(expect),
      expect,
    }),
  );
  if (contradiction) {
    return notApplicable(contradiction.reason);
  }
  const world = worldOf(params, input.manifests ?? [], checker.asks);
  const found = findingsIn(world).flatMap(finding => {
    const { object } = finding;
    const isAsked =
      object && world.subjects.some(subject => sameKey(subject, object));
    const validation = validationOf(finding, checker.codes);
    return isAsked && validation.codes.length > 0
      ? [{ object, validation }]
      : [];
  });
  const validationsOf = (key: Partial<Key>) =>
    found
      .filter(({ object }) => sameKey(key, object))
      .map(({ validation }) => validation);
  if (!expect.objects && !isByObject(expect, checker.asks)) {
    return compare(
      found.map(({ validation }) => validation),
      expect,
    );
  }
  const named = new Set(
    (checker.answersForAll
      ? world.subjects
      : found.map(({ object }) => object)
    ).map(({ kind, namespace, name }) =>
      [kind, namespace, name?.split('+')[0]].join('/'),
    ),
  );
  return all([
    ...asList(expect.objects)
      .map(asRecord)
      .map(({ key, present, ...expected }) => {
        const validations = validationsOf(asRecord(key));
        const isPresent =
          checker.answersForAll === true || validations.length > 0;
        return all([
          equal(isPresent, present ?? isPresent),
          compare(validations, expected, asRecord(key)),
        ]);
      }),
    equal(
      // Of all objects, sound ones too, some cases count the findings.
      checker.answersForAll && expect.nonEmpty && expect.count === 0
        ? found.length
        : named.size,
      expect.count ?? named.size,
    ),
    equal(expect.nonEmpty === true && named.size === 0, false),
  ]);
}

/** Checkers of many objects answer by object, the others with a list. */
function isByObject(
  expect: Record<string, unknown>,
  asks: readonly string[],
): boolean {
  return (
    !expect.checks &&
    !expect.all &&
    expect.valid === undefined &&
    asks.some(name => /s$|^Keys$|^WorkloadsPerNamespace$/.test(name))
  );
}
