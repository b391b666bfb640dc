import type { Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namesOf, requireNamespace } from './find';

/** A service account, or with none everybody of a namespace. */
export type Caller = { namespace: string; serviceAccount?: string };

/** The identity as Istio writes it. */
export function principalOf(
  mesh: Mesh,
  { namespace, serviceAccount }: Required<Caller>,
): string {
  return `${mesh.config.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

const PRINCIPAL = /^([^/*]+)\/ns\/([^/*]+)\/sa\/([^/*]+)$/;

/** Who is named; undefined for a pattern, another form, or another trust domain. */
export function callerOf(
  mesh: Mesh,
  principal: string,
): Required<Caller> | undefined {
  const [, trustDomain, namespace, serviceAccount] =
    PRINCIPAL.exec(principal) ?? [];
  const { config } = mesh;
  // Istio takes cluster.local for the mesh's own trust domain, whatever that is.
  const own = ['cluster.local', config.trustDomain];
  return namespace !== undefined &&
    serviceAccount !== undefined &&
    [...own, ...config.trustDomainAliases].includes(trustDomain ?? '')
    ? { namespace, serviceAccount }
    : undefined;
}

/** The caller in words. */
export function describeCaller(
  { namespace, serviceAccount }: Caller,
  home?: string,
): string {
  if (serviceAccount === undefined) {
    return `everybody in ${namespace}`;
  }
  return namespace === home
    ? serviceAccount
    : `${serviceAccount} of ${namespace}`;
}

/** Several callers in words. */
export function describeCallers(
  callers: readonly Caller[],
  home?: string,
): string {
  const words = callers.map(caller => describeCaller(caller, home));
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const NO_PROXY =
  'without a proxy of the mesh, so it shows no identity that a policy could name. Turn injection on for it first.';

/** @throws ParameterError when nobody in the mesh can have the identity */
export function requireCaller(mesh: Mesh, caller: Caller, field: string): void {
  const { namespace, serviceAccount } = caller;
  requireNamespace(mesh, namespace, `${field}.namespace`);
  const ofNamespace = mesh.workloads.filter(
    workload => workload.namespace === namespace,
  );
  const isMeshed = ({ spiffe }: { spiffe?: string }) => spiffe !== undefined;
  if (serviceAccount === undefined) {
    if (!ofNamespace.some(isMeshed)) {
      throw new ParameterError(
        `${field}.namespace`,
        `Everything in namespace ${namespace} runs ${NO_PROXY}`,
      );
    }
    return;
  }
  const ofAccount = ofNamespace.filter(
    workload => workload.serviceAccount === serviceAccount,
  );
  const accounts = mesh
    .objects('ServiceAccount', '')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .map(({ metadata }) => metadata.name);
  if (ofAccount.length === 0 && !accounts.includes(serviceAccount)) {
    throw new ParameterError(
      `${field}.serviceAccount`,
      `Namespace ${namespace} has no service account ${serviceAccount}. ${namesOf(
        [...accounts, ...ofNamespace.map(each => each.serviceAccount)],
      )}`,
    );
  }
  if (ofAccount.length > 0 && !ofAccount.some(isMeshed)) {
    throw new ParameterError(
      `${field}.serviceAccount`,
      `${serviceAccount} in namespace ${namespace} runs ${NO_PROXY}`,
    );
  }
}

/** Checks each of a list of callers. */
export function requireCallers(
  mesh: Mesh,
  callers: readonly Caller[],
  field: string,
): void {
  callers.forEach((caller, index) =>
    requireCaller(mesh, caller, `${field}[${index}]`),
  );
}
