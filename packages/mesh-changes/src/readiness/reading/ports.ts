import type { MeshService, ServicePort } from '@ecotrack/mesh-engine';
import { podPortsOf } from '../../templates/security/common/find';
import { at, record } from '../../templates/security/common/values';
import { numberOf } from './numbers';
import { containersOf, PROBES } from './podTemplate';
import type { Subject } from './Subject';

const HTTP = [80, 3000, 5000, 8000, 8080, 8081, 8888, 9000];
const BY_PORT: Readonly<Record<number, string>> = {
  443: 'https',
  8443: 'https',
  9443: 'https',
  50051: 'grpc',
};

/** The port of a probe, a name resolved by the ports of the pods. */
export function probedPort(
  { workload }: Pick<Subject, 'workload'>,
  port: unknown,
): number | undefined {
  return (
    numberOf(port) ??
    workload.containerPorts.find(({ name }) => name === port)?.number
  );
}

/**
 * The protocol that a port most likely carries: what a probe asks there, what the number is known for, and else tcp,
 * which is never wrong.
 */
export function likelyProtocol(
  subject: Subject,
  service: MeshService,
  port: ServicePort,
): string {
  const ofPods = podPortsOf(service, port);
  const asks = (kind: string) =>
    containersOf(subject.template).some(({ spec }) =>
      PROBES.some(probe => {
        const check = at(spec, probe, kind);
        const asked = probedPort(subject, record(check).port);
        const isHttps = at(check, 'scheme') === 'HTTPS';
        return (
          check !== undefined &&
          !isHttps &&
          asked !== undefined &&
          ofPods.includes(asked)
        );
      }),
    );
  if (asks('httpGet')) {
    return 'http';
  }
  if (asks('grpc')) {
    return 'grpc';
  }
  const numbers = [port.number, ...ofPods];
  const known = numbers.map(number => BY_PORT[number]).find(Boolean);
  return known ?? (numbers.some(each => HTTP.includes(each)) ? 'http' : 'tcp');
}
