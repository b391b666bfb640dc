import type { OnboardParameters, Runtime } from '../types';
import { podPort } from './ports';

const MANAGEMENT_PORT = 8081;

/**
 * The port of the pods that answers probes of Spring Boot beside those of the service; none where the actuator answers
 * at one of those.
 */
export function managementPortOf({
  runtime,
  managementPort,
  ports,
}: OnboardParameters): number | undefined {
  const isOfService = ports.some(port => podPort(port) === managementPort);
  return runtime === 'spring-boot' && !isOfService
    ? managementPort ?? MANAGEMENT_PORT
    : undefined;
}

const PATHS: Record<
  Exclude<Runtime, 'tcp'>,
  { readiness: string; liveness: string }
> = {
  'spring-boot': {
    readiness: '/actuator/health/readiness',
    liveness: '/actuator/health/liveness',
  },
  node: { readiness: '/health/ready', liveness: '/health/live' },
  go: { readiness: '/readyz', liveness: '/livez' },
};

/**
 * Probes of a container, as its runtime answers them.
 * @param management - the management port of the container, or its name
 */
export function probesOf(
  parameters: OnboardParameters,
  management: number | string | undefined = managementPortOf(parameters) &&
    'management',
): object {
  const { runtime, ports } = parameters;
  const http = ports.find(({ protocol }) =>
    ['http', 'http2'].includes(protocol),
  );
  const grpc = ports.find(({ protocol }) => protocol === 'grpc');
  const web = management ?? (http && podPort(http));
  if (runtime !== 'tcp' && web !== undefined) {
    const { readiness, liveness } = parameters.probes ?? PATHS[runtime];
    return {
      readinessProbe: { httpGet: { path: readiness, port: web } },
      livenessProbe: { httpGet: { path: liveness, port: web } },
    };
  }
  const [first] = ports;
  const check =
    runtime !== 'tcp' && grpc
      ? { grpc: { port: podPort(grpc) } }
      : { tcpSocket: { port: first && podPort(first) } };
  return { readinessProbe: check, livenessProbe: check };
}
