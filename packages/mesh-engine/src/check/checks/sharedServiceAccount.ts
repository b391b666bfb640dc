import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import type { Workload } from '../../mesh/types';
import { asTexts } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { Because, ObjectRef } from '../../resources/types';
import { identityOf } from '../reading/identities';
import { policiesOf } from '../reading/policies';
import { push } from '../reading/push';
import { rulesOf } from '../reading/sources';
import type { Check } from '../types';

/** Where AuthorizationPolicies name a service account as a caller. */
const naming = perMesh(mesh => {
  const index = new Map<string, Because[]>();
  for (const { object, namespace } of policiesOf(mesh, 'AuthorizationPolicy')) {
    for (const { field, values } of rulesOf(object).flatMap(
      ({ sources }) => sources,
    )) {
      const accounts = [
        ...asTexts(values.principals).flatMap(principal => {
          const identity = identityOf(principal);
          return identity ? `${identity.namespace}/${identity.account}` : [];
        }),
        ...asTexts(values.serviceAccounts).map(name =>
          name.includes('/') ? name : `${namespace}/${name}`,
        ),
      ];
      for (const account of accounts) {
        push(index, account, {
          object: refOf(object),
          field,
          says: `${describeRef(refOf(object))} names it as a caller.`,
        });
      }
    }
  }
  return index;
});

const LISTED = 6;

/** What copies of an application are called after it: versions, and those that a canary makes. */
const COPY = /-(v\d+|canary|stable|primary|preview|baseline)$/;

/**
 * Names of applications: workloads of one name, and those behind one Service, are versions of one.
 * @public
 */
export function applicationsOf(
  mesh: Mesh,
  workloads: readonly Workload[],
): string[] {
  const groups: { names: Set<string>; keys: Set<string> }[] = [];
  for (const workload of workloads) {
    const name = workload.canonicalName.replace(COPY, '');
    const keys = new Set([
      `app ${name}`,
      ...mesh.servicesOf(workload).map(({ host }) => `host ${host}`),
    ]);
    const same = groups.filter(group =>
      [...keys].some(key => group.keys.has(key)),
    );
    same.forEach(group => groups.splice(groups.indexOf(group), 1));
    groups.push({
      names: new Set([...same.flatMap(group => [...group.names]), name]),
      keys: new Set([...same.flatMap(group => [...group.keys]), ...keys]),
    });
  }
  return groups.map(({ names: [first] }) => first);
}

export const sharedServiceAccount: Check = {
  code: 'MESH3409',
  severity: 'info',
  title: 'Workloads that share a service account',
  find: mesh => {
    const byAccount = new Map<string, Workload[]>();
    for (const workload of mesh.workloads) {
      if (workload.spiffe !== undefined) {
        push(
          byAccount,
          `${workload.namespace}/${workload.serviceAccount}`,
          workload,
        );
      }
    }
    return [...byAccount].flatMap(([account, workloads]) => {
      // Versions of one application may well share theirs.
      const names = applicationsOf(mesh, workloads);
      if (names.length < 2) {
        return [];
      }
      const policies = naming(mesh).get(account) ?? [];
      const [{ namespace, serviceAccount, ref }] = workloads;
      const own: ObjectRef = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        namespace,
        name: serviceAccount,
      };
      const isKnown = mesh.get(own) !== undefined;
      const more = names.length - LISTED;
      return {
        object: isKnown ? own : ref,
        severity:
          policies.length > 0 ? ('warning' as const) : ('info' as const),
        message: `${names.slice(0, LISTED).join(', ')}${
          more > 0 ? ` and ${more} more` : ''
        } share service account ${serviceAccount} of namespace ${namespace}: ${
          policies.length > 0
            ? 'a rule that allows one of them allows them all.'
            : 'no rule can tell them apart as callers.'
        }`,
        fix: 'Give each application a service account of its own, or accept that they share one and write down why.',
        because: [
          ...policies.slice(0, LISTED),
          ...(isKnown
            ? [{ object: own, says: `${describeRef(own)} is what they share.` }]
            : []),
          ...workloads.slice(0, LISTED).map(workload => ({
            object: workload.ref,
            field: 'spec.template.spec.serviceAccountName',
            says: `${workload.name} runs as ${serviceAccount}.`,
          })),
        ],
      };
    });
  },
};
