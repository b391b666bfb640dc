import { textTest } from '../authorize/textTest';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { asList, asRecord, asText, asTexts, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { accountOf, identitiesOf, type Identity } from './identities';
import type { Callers } from './types';

/** Callers that are asked about as one; without a workload they are outside the mesh. */
export interface CallerClass {
  callers: Callers;
  /** Stands for all of them. */
  representative?: Workload;
  /** Whether a workload, by `namespace/name`, is one of them. */
  includes: (workload: string) => boolean;
}

const FIELDS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];
const ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'];

/** Everything that policies say about who calls; an account without a namespace is of the policy's own. */
function valuesOf(policies: readonly KubeObject[]): string[] {
  const values = new Set<string>();
  for (const { spec, metadata } of policies) {
    for (const rule of asList(at(spec, 'rules')).map(asRecord)) {
      for (const from of asList(rule.from)) {
        const source = asRecord(asRecord(from).source);
        FIELDS.flatMap(field => asTexts(source[field])).forEach(value =>
          values.add(value),
        );
        ACCOUNTS.flatMap(field => asTexts(source[field])).forEach(value =>
          values.add(
            value.includes('/') ? value : `${metadata.namespace}/${value}`,
          ),
        );
      }
      for (const condition of asList(rule.when).map(asRecord)) {
        if (asText(condition.key)?.startsWith('source.')) {
          [
            ...asTexts(condition.values),
            ...asTexts(condition.notValues),
          ].forEach(value => values.add(value));
        }
      }
    }
  }
  return [...values];
}

/** Identities that a value names or fits. */
function meantBy(
  value: string,
  { all, byName }: ReturnType<typeof identitiesOf>,
): readonly Identity[] {
  if (!value.includes('*')) {
    return [
      ...new Set([
        ...(byName.get(value) ?? []),
        ...(byName.get(accountOf(value)) ?? []),
      ]),
    ];
  }
  const fits = textTest(value);
  return value === '*' ? [] : all.filter(({ names }) => names.some(fits));
}

function nameOf(members: readonly Workload[]): string {
  const [first] = members;
  if (members.length === 1) {
    return `${first.name} in ${first.namespace}`;
  }
  const namespaces = [...new Set(members.map(({ namespace }) => namespace))];
  return `${members.length} workloads of ${
    namespaces.length <= 3
      ? namespaces.join(', ')
      : `${namespaces.length} namespaces`
  }`;
}

const OUTSIDE: CallerClass = {
  callers: { name: 'callers outside the mesh', workloads: [] },
  includes: () => false,
};

/** A class of callers that are told one by one. */
export function namedCallers(workloads: readonly Workload[]): CallerClass {
  const keys = new Set(
    workloads.map(({ namespace, name }) => `${namespace}/${name}`),
  );
  return {
    callers: {
      name: nameOf(workloads),
      workloads: workloads.map(({ ref }) => ref),
    },
    representative: workloads[0],
    includes: workload => keys.has(workload),
  };
}

/** As many callers are told one by one when no policy means them; more are all others. */
const TOLD = 40;

function restOf(
  { all, byWorkload }: ReturnType<typeof identitiesOf>,
  meant: ReadonlyMap<Identity, string>,
  hasProxy: boolean,
): CallerClass[] {
  const isRest = (identity: Identity) =>
    identity.hasProxy === hasProxy && !meant.has(identity);
  if (all.length <= TOLD) {
    const workloads = all.filter(isRest).flatMap(rest => rest.workloads);
    return workloads.length > 0 ? [namedCallers(workloads)] : [];
  }
  const one = all.find(isRest);
  return one
    ? [
        {
          callers: {
            name: `${meant.size > 0 ? 'all other' : 'all'} workloads ${
              hasProxy ? 'with' : 'without'
            } a proxy`,
            workloads: [],
            rest: true,
          },
          representative: one.workloads[0],
          includes: workload => {
            const identity = byWorkload.get(workload);
            return identity !== undefined && isRest(identity);
          },
        },
      ]
    : [];
}

/**
 * Callers by what these policies can tell of them: those that a policy means one way each, all others together, those
 * without a proxy apart, and whoever is outside the mesh.
 */
export function callersFor(
  mesh: Mesh,
  policies: readonly KubeObject[],
): CallerClass[] {
  const identities = identitiesOf(mesh);
  const meant = new Map<Identity, string>();
  valuesOf(policies).forEach((value, index) => {
    for (const identity of meantBy(value, identities)) {
      meant.set(identity, `${meant.get(identity) ?? ''} ${index}`);
    }
  });
  const groups = new Map<string, Identity[]>();
  for (const [identity, values] of meant) {
    const key = `${identity.hasProxy}${values}`;
    groups.set(key, [...(groups.get(key) ?? []), identity]);
  }
  return [
    ...[...groups.values()].map(members =>
      namedCallers(members.flatMap(({ workloads }) => workloads)),
    ),
    ...restOf(identities, meant, true),
    ...restOf(identities, meant, false),
    OUTSIDE,
  ];
}
