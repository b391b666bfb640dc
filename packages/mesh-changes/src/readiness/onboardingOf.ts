import type {
  Mesh,
  MeshService,
  ObservedCall,
  Workload,
} from '@ecotrack/mesh-engine';
import { podPortsOf } from '../templates/security/common/find';
import { at } from '../templates/security/common/values';
import { injectMend, refusalOf } from './questions/injected';
import { containersOf } from './reading/podTemplate';
import { likelyProtocol } from './reading/ports';
import { subjectOf, type Subject } from './reading/Subject';
import type { ReadinessMend } from './types';

const REQUESTS = ['http', 'http2', 'grpc'];
const OFFERED = [...REQUESTS, 'https', 'tls', 'tcp'];
const NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const MOST_PORTS = 20;

/** The Service that stands for the workload: of several, the one with the shortest name. */
const serviceOf = ({ services }: Subject): MeshService | undefined =>
  [...services].sort(
    (a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1),
  )[0];

function portsOf(subject: Subject, service: MeshService | undefined) {
  const ports = service
    ? service.ports.map(port => {
        const [target] = podPortsOf(service, port);
        return {
          number: port.number,
          protocol:
            port.protocol === 'auto'
              ? likelyProtocol(subject, service, port)
              : port.protocol,
          ...(target !== undefined &&
            target !== port.number && { targetPort: target }),
        };
      })
    : subject.workload.containerPorts.map(({ number }) => ({
        number,
        protocol: 'tcp',
      }));
  return ports
    .filter(({ protocol }) => OFFERED.includes(protocol))
    .filter(
      ({ number }, index, all) =>
        all.findIndex(each => each.number === number) === index,
    )
    .slice(0, MOST_PORTS);
}

/** What the probes and ports give away; of what runs already the runtime says no more than that. */
function runtimeOf({ template }: Subject, ports: ReturnType<typeof portsOf>) {
  const asksActuator = containersOf(template).some(({ spec }) =>
    PROBES.some(probe =>
      String(at(spec, probe, 'httpGet', 'path') ?? '').startsWith('/actuator'),
    ),
  );
  if (!ports.some(({ protocol }) => REQUESTS.includes(protocol))) {
    return 'tcp';
  }
  return asksActuator ? 'spring-boot' : 'node';
}

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
  const ports = portsOf(subject, service);
  const name = service?.name ?? workload.canonicalName;
  if (refusalOf(subject) || ports.length === 0 || !NAME.test(name)) {
    return injectMend(subject);
  }
  const callers = callersOf(subject, calls);
  return {
    label: 'Onboard…',
    template: 'onboard-service',
    parameters: {
      namespace: workload.namespace,
      service: name,
      workload: workload.name,
      tier: 'standard',
      runtime: runtimeOf(subject, ports),
      ports,
      ...(callers.length > 0 && { callers }),
    },
  };
}
