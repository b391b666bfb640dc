import {
  asLabels,
  asList,
  asNumber,
  asRecord,
  asText,
  asTexts,
  asWord,
  at,
} from '../resources/fields';
import { refOf } from '../resources/ref';
import { byAge, byName } from '../resources/byAge';
import type { KubeObject } from '../resources/types';
import type { MeshConfig } from './meshConfig';
import { portProtocol } from './protocol';
import { namedPort } from './namedPort';
import { selectsWorkload } from './selectors';
import type { MeshService, ServicePort, Workload } from './types';

function targetOf(
  port: Record<string, unknown>,
  number: number,
  workloads: readonly Workload[],
): Pick<ServicePort, 'targetPort' | 'targetName'> {
  const direct = asNumber(port.targetPort);
  if (port.targetPort === undefined || direct !== undefined) {
    return { targetPort: direct ?? number };
  }
  const targetName = asWord(port.targetPort);
  const resolved = new Set(
    workloads.map(workload => namedPort(workload, targetName)),
  );
  return {
    targetName,
    targetPort: resolved.size === 1 ? [...resolved][0] : undefined,
  };
}

function portsOf(
  ports: unknown,
  workloads: readonly Workload[],
): ServicePort[] {
  return asList(ports)
    .map(asRecord)
    .flatMap(port => {
      const number = asNumber(port.port) ?? asNumber(port.number);
      if (number === undefined) {
        return [];
      }
      const name = asText(port.name);
      return [
        {
          number,
          name,
          ...targetOf(port, number, workloads),
          protocol: portProtocol({
            number,
            // The name of a ServiceEntry's port says nothing about its protocol.
            name: 'number' in port ? undefined : name,
            appProtocol:
              asText(port.appProtocol) ??
              ('number' in port ? asText(port.protocol) : undefined),
            transport: 'number' in port ? undefined : asText(port.protocol),
          }),
        },
      ];
    });
}

function clusterService(
  object: KubeObject,
  workloadsIn: (namespace: string) => readonly Workload[],
  config: MeshConfig,
): MeshService {
  const namespace = object.metadata.namespace ?? 'default';
  const { name } = object.metadata;
  const spec = asRecord(object.spec);
  const selector = spec.selector ? asLabels(spec.selector) : undefined;
  const workloads =
    selector && Object.keys(selector).length > 0
      ? workloadsIn(namespace).filter(workload =>
          selectsWorkload(selector, workload),
        )
      : [];
  return {
    ref: refOf(object),
    kind: 'service',
    namespace,
    name,
    host: `${name}.${namespace}.svc.${config.clusterDomain}`,
    ports: portsOf(spec.ports, workloads),
    selector,
    workloads,
    headless: spec.clusterIP === 'None',
  };
}

function serviceEntryHosts(
  object: KubeObject,
  workloadsIn: (namespace: string) => readonly Workload[],
): MeshService[] {
  const namespace = object.metadata.namespace ?? 'default';
  const spec = asRecord(object.spec);
  const selector = asLabels(at(spec, 'workloadSelector', 'labels'));
  const workloads =
    Object.keys(selector).length > 0
      ? workloadsIn(namespace).filter(workload =>
          selectsWorkload(selector, workload),
        )
      : [];
  return asTexts(spec.hosts).map(host => ({
    ref: refOf(object),
    kind: spec.location === 'MESH_INTERNAL' ? 'service' : 'external',
    namespace,
    name: host,
    host: host.toLowerCase(),
    ports: portsOf(spec.ports, workloads),
    workloads,
    headless: false,
  }));
}

/** Services and the hosts of ServiceEntries, with the workloads behind them. */
export function buildServices(
  services: readonly KubeObject[],
  serviceEntries: readonly KubeObject[],
  workloads: readonly Workload[],
  config: MeshConfig,
): MeshService[] {
  const byNamespace = new Map<string, Workload[]>();
  for (const workload of workloads) {
    byNamespace.set(workload.namespace, [
      ...(byNamespace.get(workload.namespace) ?? []),
      workload,
    ]);
  }
  const workloadsIn = (namespace: string) => byNamespace.get(namespace) ?? [];
  return [
    ...[...services]
      .sort(byName)
      .map(object => clusterService(object, workloadsIn, config)),
    ...[...serviceEntries]
      .sort(byAge)
      .flatMap(object => serviceEntryHosts(object, workloadsIn)),
  ];
}
