import type { KubeObject, Mesh, MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { newObject } from '../../security/common/planOf';
import { selects } from '../../security/common/scope';
import {
  at,
  labelsOf,
  list,
  record,
  texts,
  withAt,
} from '../../security/common/values';
import { NETWORKING, type ExternalTls } from './types';

/** The port at which egress gateways take connections. */
export const EGRESS_PORT = 443;

/** @throws ParameterError when the mesh has no egress gateway */
export function egressServiceOf(mesh: Mesh): MeshService {
  const service = mesh.services.find(
    ({ ref, workloads }) =>
      ref.kind === 'Service' &&
      workloads.some(
        ({ labels, sidecar }) =>
          sidecar.state === 'gateway' && labels.istio === 'egressgateway',
      ),
  );
  if (!service) {
    throw new ParameterError(
      'egressGateway',
      'This mesh has no egress gateway: no service leads to pods with the label istio: egressgateway. Install one, or leave this off.',
    );
  }
  if (!service.ports.some(({ number }) => number === EGRESS_PORT)) {
    throw new ParameterError(
      'egressGateway',
      `The egress gateway ${service.name} has no port ${EGRESS_PORT}. Add it to its service, or leave this off.`,
    );
  }
  return service;
}

const MODES: Record<ExternalTls, string> = {
  originate: 'ISTIO_MUTUAL',
  none: 'ISTIO_MUTUAL',
  passthrough: 'PASSTHROUGH',
};

function serverFor(tls: ExternalTls, host: string, names: readonly unknown[]) {
  const protocol = tls === 'passthrough' ? 'TLS' : 'HTTPS';
  const plain = protocol.toLowerCase();
  return {
    port: {
      number: EGRESS_PORT,
      name: names.includes(plain) ? `${plain}-${EGRESS_PORT}` : plain,
      protocol,
    },
    hosts: [host],
    tls: { mode: MODES[tls] },
  };
}

const isFor = (gateway: KubeObject, service: MeshService): boolean => {
  const selector = labelsOf(at(gateway, 'spec', 'selector'));
  return (
    Object.keys(selector).length > 0 &&
    service.workloads.every(({ labels }) => selects(selector, labels))
  );
};

/** The Gateway of the egress gateway with a server for the host. */
export function wantedGateway(
  mesh: Mesh,
  service: MeshService,
  host: string,
  tls: ExternalTls,
): KubeObject {
  const { namespace } = service;
  const known = mesh
    .objects('Gateway', NETWORKING)
    .filter(gateway => isFor(gateway, service));
  const fits = (server: Record<string, unknown>) =>
    at(server, 'port', 'number') === EGRESS_PORT &&
    at(server, 'tls', 'mode') === MODES[tls];
  const serversOf = (gateway: KubeObject) =>
    list(at(gateway, 'spec', 'servers')).map(record);
  const gateway =
    known.find(each => serversOf(each).some(fits)) ??
    known.find(({ metadata }) => metadata.namespace === namespace);
  if (!gateway) {
    return newObject(
      mesh,
      NETWORKING,
      'Gateway',
      { namespace, name: 'egress' },
      { selector: service.selector, servers: [serverFor(tls, host, [])] },
    );
  }
  const servers = serversOf(gateway);
  const index = servers.findIndex(fits);
  const server = servers[index];
  if (!server) {
    const names = servers.map(each => at(each, 'port', 'name'));
    return withAt(
      gateway,
      ['spec', 'servers'],
      [...servers, serverFor(tls, host, names)],
    );
  }
  const hosts = texts(server.hosts);
  return hosts.some(each => [host, `./${host}`, '*', './*'].includes(each))
    ? gateway
    : withAt(gateway, ['spec', 'servers', index, 'hosts'], [...hosts, host]);
}

/** The DestinationRule of the egress gateway, and the subset that says the host's name in the handshake. */
export function wantedSubset(
  mesh: Mesh,
  service: MeshService,
  host: string,
  { name, tls }: { name: string; tls: ExternalTls },
): { rule: KubeObject; subset: string } {
  const policy =
    tls === 'passthrough'
      ? { mode: 'DISABLE' }
      : { mode: 'ISTIO_MUTUAL', sni: host };
  const fresh = {
    name,
    trafficPolicy: {
      portLevelSettings: [{ port: { number: EGRESS_PORT }, tls: policy }],
    },
  };
  const [known] = mesh.destinationRules(service);
  if (!known) {
    const rule = newObject(
      mesh,
      NETWORKING,
      'DestinationRule',
      { namespace: service.namespace, name: service.name },
      { host: service.host, subsets: [fresh] },
    );
    return { rule, subset: name };
  }
  const subsets = list(at(known, 'spec', 'subsets')).map(record);
  const there = subsets.find(subset =>
    tls === 'passthrough'
      ? subset.name === name
      : JSON.stringify(subset).includes(`"sni":${JSON.stringify(host)}`),
  );
  return there
    ? { rule: known, subset: String(there.name) }
    : {
        rule: withAt(known, ['spec', 'subsets'], [...subsets, fresh]),
        subset: name,
      };
}
