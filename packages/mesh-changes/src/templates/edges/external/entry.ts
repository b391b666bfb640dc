import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { newObject } from '../../security/common/planOf';
import { at, list, record, texts, withAt } from '../../security/common/values';
import {
  nameFor,
  NETWORKING,
  type ExternalParameters,
  type ExternalPort,
} from './types';

/** The ServiceEntry that has one of the hosts, of the namespace before others. */
export function entryOf(
  mesh: Mesh,
  { namespace, hosts }: Pick<ExternalParameters, 'namespace' | 'hosts'>,
): KubeObject | undefined {
  const found = mesh
    .objects('ServiceEntry', NETWORKING)
    .filter(entry =>
      texts(at(entry, 'spec', 'hosts')).some(host => hosts.includes(host)),
    );
  return (
    found.find(({ metadata }) => metadata.namespace === namespace) ?? found[0]
  );
}

/** The port outside: with encryption by the proxy, that of HTTPS unless another is named. */
const targetOf = (
  { targetPort, number }: ExternalPort,
  tls: ExternalParameters['tls'],
): number | undefined => {
  const target = targetPort ?? (tls === 'originate' ? 443 : undefined);
  return target === number ? undefined : target;
};

function withPorts(
  before: readonly unknown[],
  { ports, tls }: ExternalParameters,
): unknown[] {
  const entries = before.map(record);
  const names = entries.map(({ name }) => name);
  const updated = entries.map(entry => {
    const asked = ports.find(({ number }) => number === entry.number);
    if (!asked) {
      return entry;
    }
    const targetPort = targetOf(asked, tls);
    return Object.fromEntries(
      Object.entries({ ...entry, protocol: asked.protocol, targetPort }).filter(
        ([, value]) => value !== undefined,
      ),
    );
  });
  const added = ports
    .filter(({ number }) => !entries.some(entry => entry.number === number))
    .map(port => {
      const plain = port.protocol.toLowerCase();
      const isAlone =
        !names.includes(plain) &&
        ports.filter(({ protocol }) => protocol === port.protocol).length === 1;
      const targetPort = targetOf(port, tls);
      return {
        number: port.number,
        name: isAlone ? plain : `${plain}-${port.number}`,
        protocol: port.protocol,
        ...(targetPort !== undefined && { targetPort }),
      };
    });
  return [...updated, ...added];
}

function withAddresses(
  entry: KubeObject,
  addresses: readonly string[] | undefined,
): KubeObject {
  if (!addresses) {
    return entry;
  }
  const known = list(at(entry, 'spec', 'endpoints')).map(record);
  return withAt(
    entry,
    ['spec', 'endpoints'],
    addresses.map(
      address =>
        known.find(endpoint => endpoint.address === address) ?? { address },
    ),
  );
}

/** The ServiceEntry with the hosts and ports; others that it has stay. */
export function wantedEntry(
  mesh: Mesh,
  parameters: ExternalParameters,
): KubeObject {
  const { namespace, hosts, name, resolution = 'DNS', addresses } = parameters;
  const known = entryOf(mesh, parameters);
  if (!known) {
    const [host = ''] = hosts;
    return withAddresses(
      newObject(
        mesh,
        NETWORKING,
        'ServiceEntry',
        { namespace, name: name ?? nameFor(host, parameters) },
        {
          hosts: [...hosts],
          location: 'MESH_EXTERNAL',
          resolution,
          ports: withPorts([], parameters),
        },
      ),
      addresses,
    );
  }
  const before = texts(at(known, 'spec', 'hosts'));
  const all = [...before, ...hosts.filter(host => !before.includes(host))];
  const ports = withPorts(list(at(known, 'spec', 'ports')), parameters);
  return withAddresses(
    withAt(
      withAt(
        withAt(known, ['spec', 'hosts'], all),
        ['spec', 'resolution'],
        resolution,
      ),
      ['spec', 'ports'],
      ports,
    ),
    addresses,
  );
}
