import type {
  Mesh,
  MeshService,
  ObservedCall,
  Workload,
} from '@ecotrack/mesh-engine';
import { currentOnboarding } from '../templates/onboarding/current';
import { injectMend, refusalOf } from './questions/injected';
import { isShared } from './reading/accounts';
import { subjectOf, type Subject } from './reading/Subject';
import type { ReadinessMend } from './types';

const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const MOST_PORTS = 20;

/** The Service that stands for the workload: of several, the one with the shortest name. */
const serviceOf = ({ services }: Subject): MeshService | undefined =>
  [...services].sort(
    (a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
  )[0];

/** Ports that the pods declare, where no Service leads to them. */
const declaredPorts = ({ containerPorts }: Workload) =>
  [...new Set(containerPorts.map(({ number }) => number))]
    .slice(0, MOST_PORTS)
    .map(number => ({ number, protocol: 'tcp' }));

/** Who was seen calling it and has an identity that can be let in. */
function callersOf(
  { mesh, workload }: Subject,
  calls: readonly ObservedCall[],
) {
  const callers = calls
    .filter(
      ({ server }) =>
        server.namespace === workload.namespace &&
        server.workload === workload.name,
    )
    .flatMap(({ client }) =>
      client ? mesh.workload(client.namespace, client.workload) ?? [] : [],
    )
    .filter(({ spiffe, ref }) => spiffe && ref.name !== workload.name)
    .map(({ namespace, serviceAccount }) => ({ namespace, serviceAccount }));
  return callers.filter(
    ({ namespace, serviceAccount }, index) =>
      callers.findIndex(
        each =>
          each.namespace === namespace &&
          each.serviceAccount === serviceAccount,
      ) === index,
  );
}

/**
 * The change that takes a workload into the mesh, with what is known of it filled in; what nobody can call, or what
 * refused a proxy so far, gets a proxy, and no more. Undefined where no change can: on the network of the node.
 * @param calls - calls that were seen, whoever saw them
 * @public
 */
export function onboardingOf(
  mesh: Mesh,
  workload: Workload,
  calls: readonly ObservedCall[] = [],
): ReadinessMend | undefined {
  const subject = subjectOf(mesh, workload, {});
  if (subject.template.spec.hostNetwork === true) {
    return undefined;
  }
  const service = serviceOf(subject);
  const name = service?.name ?? workload.canonicalName;
  const known = currentOnboarding(
    {
      namespace: workload.namespace,
      service: name,
      workload: workload.name,
      tier: 'standard',
      ...(!service && { runtime: 'tcp', ports: declaredPorts(workload) }),
      ...(isShared(mesh, workload) && { ownServiceAccount: true }),
    },
    { mesh, declared: mesh },
  );
  const hasPorts = known.ports !== undefined && known.ports.length > 0;
  if (refusalOf(subject) || !hasPorts || !NAME.test(name)) {
    return injectMend(subject);
  }
  const callers = known.callers ?? callersOf(subject, calls);
  return {
    label: 'Onboard…',
    template: 'onboard-service',
    parameters: { ...known, ...(callers.length > 0 && { callers }) },
  };
}
