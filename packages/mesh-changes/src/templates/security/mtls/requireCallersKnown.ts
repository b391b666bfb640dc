import {
  authorizationPoliciesFor,
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { listed } from '../common/find';
import { at, list, record } from '../common/values';
import { rulesOf } from '../policies/rules';

const OF_SOURCE = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
];
const OF_CONDITION = [
  'source.principal',
  'source.namespace',
  'source.serviceAccount',
];

const namesCallers = (policy: KubeObject): boolean =>
  rulesOf(policy).some(
    rule =>
      list(rule.from).some(entry =>
        OF_SOURCE.some(name => list(at(entry, 'source', name)).length > 0),
      ) ||
      list(rule.when).some(condition =>
        OF_CONDITION.some(key => key === record(condition).key),
      ),
  );

/** @throws ParameterError when mTLS would be off where policies go by who calls, which was not so before */
export function requireCallersKnown(before: Mesh, after: Mesh): void {
  const shut = after.workloads.filter(workload => {
    const known = before.workload(workload.namespace, workload.name);
    return (
      after.mtls(workload).mode === 'DISABLE' &&
      (!known || before.mtls(known).mode !== 'DISABLE')
    );
  });
  const policies = shut.flatMap(({ namespace, labels }) =>
    authorizationPoliciesFor(after, { namespace, labels }).filter(namesCallers),
  );
  const names = [...new Set(policies)].map(policy =>
    describeRef(refOf(policy)),
  );
  if (names.length > 0) {
    throw new ParameterError(
      'mode',
      `Without mTLS callers show no identity, so no rule of ${listed(
        names,
      )} that names callers would fit. Change them first, or use PERMISSIVE.`,
    );
  }
}
