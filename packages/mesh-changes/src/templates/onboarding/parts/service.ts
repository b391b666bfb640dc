import type { KubeObject, Workload } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { requirePortsOfRoutes } from '../../edges/external/route';
import { selectorOf } from '../../security/common/scope';
import { at, list, record, withAt } from '../../security/common/values';
import type { Onboarding } from '../Onboarding';
import { podPort, portNames } from '../presets/ports';
import type { OnboardParameters } from '../types';
import { labelsFor, workloadOf } from './workload';

const APP_LABELS = ['app', 'app.kubernetes.io/name', 'k8s-app'];

/** Labels that pick the pods of a workload, of whatever version. */
function selectorFor({ mesh }: Onboarding, workload: Workload) {
  const name = APP_LABELS.find(label => {
    const value = workload.labels[label];
    return (
      value !== undefined &&
      mesh.workloads.every(
        other =>
          other.namespace !== workload.namespace ||
          other.labels[label] !== value ||
          other.serviceAccount === workload.serviceAccount,
      )
    );
  });
  return name === undefined
    ? selectorOf(mesh, workload)
    : { [name]: workload.labels[name] };
}

const portsFor = ({ ports }: OnboardParameters) => {
  const names = portNames(ports);
  return ports.map((port, index) => ({
    name: names[index],
    port: port.number,
    ...(podPort(port) !== port.number && { targetPort: podPort(port) }),
  }));
};

/**
 * The Service with the ports that it lacks, and with a protocol where none was told.
 * @throws ParameterError when it has a port in another way
 */
function completed(onboarding: Onboarding, object: KubeObject): KubeObject {
  const { given, mesh } = onboarding;
  const { namespace, service, ports } = given;
  const known = mesh.service(namespace, service);
  const names = portNames(ports);
  const entries = list(at(object, 'spec', 'ports')).map(record);
  let wanted = object;
  ports.forEach((port, index) => {
    const found = known?.ports.find(({ number }) => number === port.number);
    const place = entries.findIndex(entry => entry.port === port.number);
    const path = ['spec', 'ports', place];
    if (!found) {
      const isTaken = entries.some(({ name }) => name === names[index]);
      if (isTaken) {
        throw new ParameterError(
          `ports[${index}].name`,
          `Service ${service} has another port ${names[index]}. Use another name.`,
        );
      }
      const all = list(at(wanted, 'spec', 'ports'));
      wanted = withAt(
        wanted,
        ['spec', 'ports'],
        [...all, portsFor(given)[index]],
      );
    } else if (found.protocol === 'auto') {
      const isNamed = entries[place]?.name !== undefined;
      wanted = isNamed
        ? withAt(wanted, [...path, 'appProtocol'], port.protocol)
        : withAt(wanted, [...path, 'name'], names[index]);
    } else if (found.protocol !== port.protocol) {
      throw new ParameterError(
        `ports[${index}].protocol`,
        `Port ${port.number} of Service ${service} carries ${found.protocol} already, not ${port.protocol}. Say so here, or change the Service first.`,
      );
    }
    if (
      found?.targetPort !== undefined &&
      port.targetPort !== undefined &&
      found.targetPort !== port.targetPort
    ) {
      throw new ParameterError(
        `ports[${index}].targetPort`,
        `Port ${port.number} of Service ${service} leads to port ${found.targetPort} of the pods already, not ${port.targetPort}. Say so here, or change the Service first.`,
      );
    }
  });
  if (known && known.ports.length < list(at(wanted, 'spec', 'ports')).length) {
    const all = [...known.ports.map(({ number }) => ({ number })), ...ports];
    requirePortsOfRoutes(
      mesh,
      withAt(object, ['spec'], { hosts: [service, known.host], ports: all }),
    );
  }
  return wanted;
}

/**
 * The Service, with ports named by protocol.
 * @throws ParameterError when the Service that is there cannot lead to the workload
 */
export function addService(onboarding: Onboarding): void {
  const { given, mesh } = onboarding;
  const { namespace, service } = given;
  const known = mesh.service(namespace, service);
  const workload = workloadOf(onboarding);
  if (known?.ref.kind === 'Service') {
    const object = mesh.get(known.ref);
    if (!known.selector || Object.keys(known.selector).length === 0) {
      throw new ParameterError(
        'service',
        `Service ${service} selects no pods, so no proxy stands in front of it. Give it a selector first, or use another name.`,
      );
    }
    if (
      workload &&
      !known.workloads.some(({ name }) => name === workload.name)
    ) {
      throw new ParameterError(
        'workload',
        `Service ${service} does not lead to ${
          workload.name
        }: it selects ${Object.entries(known.selector)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')}. Give the pods these labels, or use another name.`,
      );
    }
    if (object) {
      onboarding.put(completed(onboarding, object));
    }
    return;
  }
  const selector = workload
    ? selectorFor(onboarding, workload)
    : { app: service };
  onboarding.put({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: service,
      namespace,
      labels: { ...labelsFor(onboarding), app: service },
    },
    spec: { selector, ports: portsFor(given) },
  });
}
