import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import type { Caller } from '../../security/common/callers';
import { at, list, record, texts } from '../../security/common/values';
import { ownPolicies, placeOf } from '../../security/policies/place';
import { callersOfRule, rulesOf } from '../../security/policies/rules';
import { letsThrough } from './access';
import { entryOf } from './entry';
import { egressServiceOf } from './gateway';
import { originationOf } from './origination';
import { routeThrough } from './route';
import type { ExternalParameters, ExternalPort } from './types';

const PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'HTTPS', 'TLS', 'TCP'] as const;
const RESOLUTIONS = ['DNS', 'STATIC', 'NONE'] as const;

function portsOf(entry: KubeObject): ExternalPort[] {
  return list(at(entry, 'spec', 'ports'))
    .map(record)
    .flatMap(({ number, protocol, targetPort }) => {
      const known = PROTOCOLS.find(
        each => each === String(protocol).toUpperCase(),
      );
      return typeof number === 'number' && known
        ? [
            {
              number,
              protocol: known,
              ...(typeof targetPort === 'number' && { targetPort }),
            },
          ]
        : [];
    });
}

/** Who may go through the egress gateway to the hosts. */
function callersOf(mesh: Mesh, hosts: readonly string[]): Caller[] {
  const { namespace, name } = egressServiceOf(mesh);
  const place = placeOf(mesh, namespace, name);
  const [rule] = ownPolicies(place, 'ALLOW')
    .flatMap(rulesOf)
    .filter(each => hosts.some(host => letsThrough(host)(each)));
  return (rule && callersOfRule(mesh, rule)) ?? [];
}

/** What the mesh knows of the hosts now. */
export function currentExternal(
  mesh: Mesh,
  { namespace, hosts }: Pick<ExternalParameters, 'namespace' | 'hosts'>,
): Partial<ExternalParameters> {
  const entry = entryOf(mesh, { namespace, hosts });
  if (!entry) {
    return {};
  }
  const all = texts(at(entry, 'spec', 'hosts'));
  const ports = portsOf(entry);
  const isOriginated = all.some(
    host =>
      at(originationOf(mesh, host), 'spec', 'trafficPolicy', 'tls', 'mode') ===
      'SIMPLE',
  );
  const isEncrypted = ports.every(({ protocol }) =>
    ['HTTPS', 'TLS'].includes(protocol),
  );
  const resolution = RESOLUTIONS.find(
    each => each === at(entry, 'spec', 'resolution'),
  );
  const addresses = list(at(entry, 'spec', 'endpoints'))
    .map(endpoint => record(endpoint).address)
    .filter(address => typeof address === 'string');
  const egressGateway = all.every(
    host => routeThrough(mesh, host) !== undefined,
  );
  const callers = egressGateway ? callersOf(mesh, all) : [];
  const plain = isEncrypted ? 'passthrough' : 'none';
  return {
    hosts: all,
    ports,
    tls: isOriginated ? 'originate' : plain,
    ...(resolution && { resolution }),
    ...(resolution === 'STATIC' && { addresses }),
    egressGateway,
    ...(callers.length > 0 && { callers }),
  };
}
