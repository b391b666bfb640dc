import type { Container } from '../../../readiness/reading/podTemplate';
import { at, list, record } from '../../security/common/values';
import type { Onboarding } from '../Onboarding';
import { managementPortOf, probesOf } from '../presets/probes';
import {
  servingContainer,
  templatesOf,
  withContainer,
  type Template,
} from './templates';

export const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const MANAGEMENT = /^(management|actuator)$/;
const BY_DEFAULT = 8081;

/** Where the actuator of a container answers, where that is told; not to be guessed, or its pods would never be ready. */
export function toldManagementPort({ spec }: Container): number | undefined {
  const ports = list(spec.ports).map(record);
  const variable = list(spec.env)
    .map(record)
    .find(({ name }) => name === 'MANAGEMENT_SERVER_PORT');
  const declared =
    ports.find(({ name }) => MANAGEMENT.test(String(name))) ??
    ports.find(({ containerPort }) => containerPort === BY_DEFAULT);
  const told = Number(variable?.value ?? declared?.containerPort);
  return Number.isInteger(told) && told > 0 && told < 65536 ? told : undefined;
}

function probesFor(
  { given }: Onboarding,
  container: Container,
): object | undefined {
  const told = given.managementPort ?? toldManagementPort(container);
  if (given.runtime === 'spring-boot' && told === undefined) {
    return undefined;
  }
  const parameters = { ...given, managementPort: told };
  return probesOf(parameters, managementPortOf(parameters));
}

/** What the container has to answer, in words; empty where it need only take connections. */
function asks(probes: object): string {
  const answers = Object.values(probes).flatMap((probe: unknown) => {
    const { path, port } = record(at(probe, 'httpGet'));
    const grpc = at(probe, 'grpc', 'port');
    return [
      ...(path === undefined ? [] : [`${path} at port ${port}`]),
      ...(grpc === undefined ? [] : [`health checks of gRPC at port ${grpc}`]),
    ];
  });
  return [...new Set(answers)].join(' and ');
}

function addTo(onboarding: Onboarding, template: Template): void {
  const { workload, containers } = template;
  const container = servingContainer(onboarding, template);
  const hasProbes = containers.some(({ spec }) =>
    PROBES.some(probe => spec[probe] !== undefined),
  );
  if (hasProbes || containers.length === 0) {
    return;
  }
  const probes = container && probesFor(onboarding, container);
  if (!container || !probes) {
    onboarding.note(
      `No probe says whether ${workload.name} is ready and alive, and ${
        container
          ? 'nothing tells at which port its actuator answers. Name it as managementPort.'
          : `nothing tells which of its containers serves: ${containers
              .map(({ name }) => name)
              .join(', ')}. Declare the ports in the container that does.`
      }`,
    );
    return;
  }
  onboarding.put(withContainer(template, container, probes));
  const paths = asks(probes);
  onboarding.note(
    `Container ${container.name} of ${
      workload.name
    } has no probes and gets those of runtime ${onboarding.given.runtime}${
      paths && `: it has to answer ${paths}, or its new pods are never ready`
    }. The mesh asks them around the proxy.`,
  );
}

/** Probes of the runtime, where the pods of the service have none. */
export function addProbes(onboarding: Onboarding): void {
  templatesOf(onboarding).forEach(template => addTo(onboarding, template));
}
