import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import { containersOf } from '../../readiness/reading/podTemplate';
import { likelyProtocol, probedPort } from '../../readiness/reading/ports';
import { subjectOf, type Subject } from '../../readiness/reading/Subject';
import { ParameterError } from '../ParameterError';
import { requireCaller } from '../security/common/callers';
import { podPortsOf } from '../security/common/find';
import { at, list, record } from '../security/common/values';
import { ownPolicies, placeOf, type Place } from '../security/policies/place';
import {
  callersOfRule,
  operationOfRule,
  rulesOf,
} from '../security/policies/rules';
import type { PlanContext } from '../types';
import { PROBES, toldManagementPort } from './parts/probes';
import { carriesRequests } from './presets/ports';
import type {
  OnboardCaller,
  OnboardParameters,
  OnboardPort,
  Runtime,
} from './types';

const OFFERED = ['http', 'http2', 'grpc', 'https', 'tls', 'tcp'];

function portsOf(subject: Subject, service: MeshService): OnboardPort[] {
  return service.ports
    .map(port => {
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
    .filter(({ protocol }) => OFFERED.includes(protocol));
}

const SIGNS: readonly [Runtime, RegExp][] = [
  ['spring-boot', /^(SPRING_\w+|MANAGEMENT_SERVER_PORT)$/],
  ['node', /^NODE_(ENV|OPTIONS)$/],
  ['go', /^GO(MAXPROCS|MEMLIMIT|GC|DEBUG)$/],
];

/** The port that is asked for the actuator, by a probe or where it is told. */
function actuatorPort(subject: Subject): number | undefined {
  const containers = containersOf(subject.template);
  const probed = containers
    .flatMap(({ spec }) => PROBES.map(probe => at(spec, probe, 'httpGet')))
    .filter(probe => String(at(probe, 'path')).startsWith('/actuator'))
    .map(probe => probedPort(subject, at(probe, 'port')))
    .find(port => port !== undefined);
  return (
    probed ??
    containers.map(toldManagementPort).find(port => port !== undefined)
  );
}

/** What a service is written in, where probes, variables or ports give it away; nothing is guessed. */
function runtimeOf(
  subject: Subject,
  ports: readonly OnboardPort[],
): Runtime | undefined {
  if (!ports.some(carriesRequests)) {
    return 'tcp';
  }
  const containers = containersOf(subject.template);
  const asksActuator = containers.some(({ spec }) =>
    PROBES.some(probe =>
      String(at(spec, probe, 'httpGet', 'path')).startsWith('/actuator'),
    ),
  );
  const variables = containers
    .flatMap(({ spec }) => list(spec.env))
    .map(each => String(record(each).name));
  return asksActuator
    ? 'spring-boot'
    : SIGNS.find(([, sign]) => variables.some(name => sign.test(name)))?.[0];
}

const isKnown = (mesh: Mesh, caller: OnboardCaller): boolean => {
  try {
    requireCaller(mesh, caller, 'callers');
    return true;
  } catch (error) {
    if (error instanceof ParameterError) {
      return false;
    }
    throw error;
  }
};

/** Callers that policies of the service name one by one. */
function callersOf(place: Place): OnboardCaller[] {
  const { mesh } = place;
  return ownPolicies(place, 'ALLOW')
    .flatMap(rulesOf)
    .flatMap(rule => {
      const operation = operationOfRule(rule);
      const callers = callersOfRule(mesh, rule) ?? [];
      return operation === null || operation?.hosts
        ? []
        : callers.map(({ namespace, serviceAccount = '' }) => ({
            namespace,
            serviceAccount,
            ...(operation?.methods && { methods: operation.methods }),
            ...(operation?.paths && { paths: operation.paths }),
          }));
    })
    .filter(caller => caller.serviceAccount !== '' && isKnown(mesh, caller));
}

function policyCallers(mesh: Mesh, namespace: string, service: string) {
  try {
    return callersOf(placeOf(mesh, namespace, service));
  } catch (error) {
    if (error instanceof ParameterError) {
      return [];
    }
    throw error;
  }
}

function replicasOf(mesh: Mesh, { namespace, name }: Workload) {
  const scaler = mesh
    .objects('HorizontalPodAutoscaler', 'autoscaling')
    .find(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        at(spec, 'scaleTargetRef', 'name') === name,
    );
  const min = at(scaler, 'spec', 'minReplicas') ?? 1;
  const max = at(scaler, 'spec', 'maxReplicas');
  return typeof min === 'number' && typeof max === 'number'
    ? { min, max }
    : undefined;
}

/** What is known of a service that runs already; what is given is kept, and what nothing tells is left open. */
export function currentOnboarding(
  given: Partial<OnboardParameters>,
  { mesh }: PlanContext,
): Partial<OnboardParameters> {
  const { namespace, service } = given;
  if (namespace === undefined || service === undefined) {
    return given;
  }
  const known = mesh.service(namespace, service);
  const [workload, ...versions] = known?.workloads ?? [];
  if (known?.ref.kind !== 'Service' || !workload) {
    return given;
  }
  const subject = subjectOf(mesh, workload, {});
  const ports = portsOf(subject, known);
  const runtime = given.runtime ?? runtimeOf(subject, ports);
  const managementPort =
    runtime === 'spring-boot' ? actuatorPort(subject) : undefined;
  const callers = policyCallers(mesh, namespace, service);
  const replicas = replicasOf(mesh, workload);
  return {
    ...(versions.length === 0 && { workload: workload.name }),
    ...(runtime && { runtime }),
    ...(managementPort !== undefined && { managementPort }),
    ...(ports.length > 0 && { ports }),
    ...(callers.length > 0 && { callers }),
    ...(replicas && { replicas }),
    ...given,
  };
}
