import type { Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { ExternalParameters, ExternalPort } from './types';

const WITHOUT_TLS = ['HTTP', 'HTTP2', 'GRPC', 'TCP'];
const WITH_TLS = ['HTTPS', 'TLS'];

function checkHost(mesh: Mesh, host: string, field: string): void {
  const { clusterDomain } = mesh.config;
  if (host.endsWith(`.svc.${clusterDomain}`) || host.endsWith('.svc')) {
    throw new ParameterError(
      field,
      `${host} is a service of a cluster, of this environment or another. Name a host outside, as others reach it.`,
    );
  }
  const known = mesh.serviceByHost(host);
  if (known?.ref.kind === 'Service') {
    throw new ParameterError(
      field,
      `${host} is service ${known.name} in ${known.namespace} of this mesh. Name a host outside.`,
    );
  }
}

function checkTls(
  { protocol, number }: ExternalPort,
  index: number,
  tls: ExternalParameters['tls'],
) {
  const field = `ports[${index}].protocol`;
  if (tls === 'originate' && !WITHOUT_TLS.includes(protocol)) {
    throw new ParameterError(
      field,
      `The proxy encrypts what the application sends plainly, and ${protocol} at port ${number} is encrypted already. Use HTTP, or tls: passthrough.`,
    );
  }
  if (tls === 'passthrough' && !WITH_TLS.includes(protocol)) {
    throw new ParameterError(
      field,
      `The application encrypts by itself, so port ${number} carries TLS or HTTPS, not ${protocol}. Use one of them, or tls: originate.`,
    );
  }
}

function checkResolution(parameters: ExternalParameters): void {
  const { hosts, resolution = 'DNS', addresses, ports, tls } = parameters;
  const wildcard = hosts.findIndex(host => host.startsWith('*'));
  if (wildcard >= 0 && resolution !== 'NONE') {
    throw new ParameterError(
      'resolution',
      `${hosts[wildcard]} stands for many hosts, which nobody can look up. Use NONE, or name each host.`,
    );
  }
  if (resolution === 'STATIC' && !addresses?.length) {
    throw new ParameterError(
      'addresses',
      'STATIC needs the addresses of the host. List them, or use DNS.',
    );
  }
  if (resolution !== 'STATIC' && addresses) {
    throw new ParameterError(
      'addresses',
      `Addresses go with resolution STATIC, not ${resolution}. Leave them out.`,
    );
  }
  const moved = ports.findIndex(({ targetPort }) => targetPort !== undefined);
  if (resolution === 'NONE' && (moved >= 0 || tls === 'originate')) {
    throw new ParameterError(
      'resolution',
      'With NONE the proxy takes the address and port that the application dials, so it cannot use another port nor encrypt for a known host. Use DNS.',
    );
  }
}

function checkGateway(parameters: ExternalParameters): void {
  const { hosts, ports, egressGateway, callers, tls } = parameters;
  if (!egressGateway) {
    return;
  }
  if (hosts.some(host => host.startsWith('*'))) {
    throw new ParameterError(
      'hosts',
      'The egress gateway needs to know each host. Name them one by one.',
    );
  }
  if (ports.length !== 1) {
    throw new ParameterError(
      'ports',
      'Through the egress gateway one port can lead. Name one.',
    );
  }
  if (ports[0]?.protocol === 'TCP') {
    throw new ParameterError(
      'ports[0].protocol',
      'The egress gateway tells hosts apart by HTTP or TLS, and TCP shows none. Use another protocol, or leave the egress gateway out.',
    );
  }
  if (callers && tls === 'passthrough') {
    throw new ParameterError(
      'callers',
      'Where the application encrypts by itself, the egress gateway sees no identity. Leave callers out, or use tls: originate.',
    );
  }
}

/** @throws ParameterError when parameters do not fit each other or the mesh */
export function checkExternal(
  mesh: Mesh,
  parameters: ExternalParameters,
): void {
  const { hosts, ports, tls } = parameters;
  hosts.forEach((host, index) => checkHost(mesh, host, `hosts[${index}]`));
  ports.forEach((port, index) => {
    checkTls(port, index, tls);
    if (ports.findIndex(({ number }) => number === port.number) !== index) {
      throw new ParameterError(
        `ports[${index}].number`,
        `Port ${port.number} is listed twice. Keep one of them.`,
      );
    }
  });
  checkResolution(parameters);
  checkGateway(parameters);
}
