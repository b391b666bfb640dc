import type { Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../ParameterError';
import { namesOf } from '../security/common/find';
import { PROXY_PORTS } from '../../readiness/reading/proxyPorts';
import { managementPortOf } from './presets/probes';
import { carriesRequests, podPort, portNames } from './presets/ports';
import type { OnboardParameters } from './types';

const OF_THE_CLUSTER = ['kube-system', 'kube-public', 'kube-node-lease'];

function checkNamespace(
  mesh: Mesh,
  { namespace, createNamespace }: OnboardParameters,
): void {
  if (
    namespace === mesh.config.rootNamespace ||
    OF_THE_CLUSTER.includes(namespace)
  ) {
    throw new ParameterError(
      'namespace',
      `Namespace ${namespace} is that of the platform itself. Use one of your own.`,
    );
  }
  const known = new Set([...mesh.namespaces.keys(), ...mesh.usedNamespaces]);
  if (!known.has(namespace) && !createNamespace) {
    throw new ParameterError(
      'namespace',
      `Namespace ${namespace} is not in this environment. ${namesOf(
        known,
      )} Name one of them, or turn on createNamespace.`,
    );
  }
}

function checkPorts(parameters: OnboardParameters): void {
  const { ports, runtime } = parameters;
  const names = portNames(ports);
  const management = managementPortOf(parameters);
  if (parameters.managementPort !== undefined && runtime !== 'spring-boot') {
    throw new ParameterError(
      'managementPort',
      `A management port goes with runtime spring-boot, not ${runtime}. Leave it out.`,
    );
  }
  ports.forEach((port, index) => {
    const { number } = port;
    const field = `ports[${index}]`;
    const problems: [string, boolean, string][] = [
      [
        'number',
        ports.findIndex(each => each.number === number) !== index,
        `Port ${number} is listed twice. Keep one of them.`,
      ],
      [
        'name',
        names.indexOf(names[index] ?? '') !== index,
        `Two ports have the name ${names[index]}. Give one of them another name.`,
      ],
      [
        port.targetPort === undefined ? 'number' : 'targetPort',
        PROXY_PORTS.sidecar.includes(podPort(port)),
        `The proxy beside the container uses port ${podPort(
          port,
        )} itself. Let the application listen at another.`,
      ],
      [
        port.targetPort === undefined ? 'number' : 'targetPort',
        podPort(port) === management,
        `Port ${management} is the management port. Let the application listen at another, or name another managementPort.`,
      ],
      [
        'protocol',
        runtime === 'tcp' && carriesRequests(port),
        `Runtime tcp speaks no HTTP, and port ${number} carries ${port.protocol}. Choose another runtime, or tcp.`,
      ],
    ];
    const problem = problems.find(([, isWrong]) => isWrong);
    if (problem) {
      throw new ParameterError(`${field}.${problem[0]}`, problem[2]);
    }
  });
  if (management !== undefined && PROXY_PORTS.sidecar.includes(management)) {
    throw new ParameterError(
      'managementPort',
      `The proxy beside the container uses port ${management} itself. Use another.`,
    );
  }
}

function checkCallers({ tier, ports, callers = [] }: OnboardParameters): void {
  const isHttp = ports.some(carriesRequests);
  callers.forEach((caller, index) => {
    for (const field of ['methods', 'paths'] as const) {
      if (tier === 'pci' && isHttp && !caller[field]) {
        throw new ParameterError(
          `callers[${index}].${field}`,
          `Tier pci allows nothing that is not listed. Name the ${field} that ${caller.serviceAccount} needs.`,
        );
      }
    }
  });
}

function checkIngress({ tier, ingress }: OnboardParameters): void {
  if (ingress && tier !== 'external-facing') {
    throw new ParameterError(
      'ingress',
      `Tier ${tier} is not called from outside. Choose tier external-facing, or leave ingress out.`,
    );
  }
}

function checkDependencies({ dependencies = [] }: OnboardParameters): void {
  dependencies.forEach(({ namespace, service, host }, index) => {
    const field = `dependencies[${index}]`;
    if (host === undefined && (!namespace || !service)) {
      throw new ParameterError(
        namespace ? `${field}.service` : `${field}.namespace`,
        'Name the namespace and the service that is called, or the host.',
      );
    }
    if (host !== undefined && (namespace || service)) {
      throw new ParameterError(
        `${field}.host`,
        'A host goes in the place of namespace and service. Leave one of them out.',
      );
    }
  });
}

/** @throws ParameterError when parameters do not fit each other or the mesh */
export function checkOnboarding(
  mesh: Mesh,
  parameters: OnboardParameters,
): void {
  checkNamespace(mesh, parameters);
  checkPorts(parameters);
  checkCallers(parameters);
  checkIngress(parameters);
  checkDependencies(parameters);
  const { replicas } = parameters;
  if (replicas && replicas.max < replicas.min) {
    throw new ParameterError(
      'replicas.max',
      `${replicas.max} is less than the ${replicas.min} that run always. Use at least that.`,
    );
  }
}
