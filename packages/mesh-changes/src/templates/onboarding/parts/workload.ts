import type { KubeObject, Workload } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { requireWorkload } from '../../security/common/find';
import { managementPortOf, probesOf } from '../presets/probes';
import { podPort, portNames } from '../presets/ports';
import type { Onboarding } from '../Onboarding';
import type { OnboardParameters } from '../types';

const VERSION = 'v1';
const LONGEST_NAME = 15;

/** What runs the service before it is onboarded: named, found by its Service, or by its name and label. */
export function workloadOf({ mesh, given }: Onboarding): Workload | undefined {
  const { namespace, service, workload } = given;
  if (workload !== undefined) {
    return requireWorkload(mesh, namespace, workload);
  }
  return (
    mesh.service(namespace, service)?.workloads[0] ??
    mesh.workload(namespace, `${service}-${VERSION}`) ??
    mesh.workload(namespace, service) ??
    mesh.workloads.find(
      each => each.namespace === namespace && each.labels.app === service,
    )
  );
}

function containerPorts(parameters: OnboardParameters) {
  const names = portNames(parameters.ports);
  const management = managementPortOf(parameters);
  const ports = parameters.ports.map((port, index) => ({
    ...((names[index] ?? '').length <= LONGEST_NAME && { name: names[index] }),
    containerPort: podPort(port),
  }));
  return [
    ...ports.filter(
      ({ containerPort }, index) =>
        ports.findIndex(each => each.containerPort === containerPort) === index,
    ),
    ...(management === undefined
      ? []
      : [{ name: 'management', containerPort: management }]),
  ];
}

/** Labels by which a catalog and people find what belongs to the service. */
export function labelsFor({ mesh, given }: Onboarding): Record<string, string> {
  const { namespace, service } = given;
  const label = 'app.kubernetes.io/part-of';
  const partOf = mesh.namespaces.get(namespace)?.metadata.labels?.[label];
  return {
    ...(partOf !== undefined && { [label]: partOf }),
    'backstage.io/kubernetes-id': service,
  };
}

/** @throws ParameterError when no image is given */
function newWorkload(onboarding: Onboarding): KubeObject {
  const { given, mesh } = onboarding;
  const { namespace, service, image, replicas, runtime } = given;
  if (image === undefined) {
    throw new ParameterError(
      'image',
      `Nothing in ${namespace} runs ${service} yet. Give the image that shall run, or name the workload that runs it.`,
    );
  }
  const selector = mesh.service(namespace, service)?.selector;
  const own = { ...(selector ?? { app: service }) };
  own.version ??= VERSION;
  const labels = { ...labelsFor(onboarding), ...own };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `${service}-${VERSION}`, namespace, labels },
    spec: {
      // An autoscaler says how many; a number in the files would be set again after each time it acts.
      ...(runtime === 'tcp' && { replicas: replicas?.min ?? 2 }),
      selector: { matchLabels: own },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: service,
          containers: [
            {
              name: 'app',
              image,
              ports: containerPorts(given),
              ...probesOf(given),
              resources: {
                requests: { cpu: '250m', memory: '512Mi' },
                limits: { cpu: '1', memory: '1Gi' },
              },
            },
          ],
        },
      },
    },
  };
}

/** The Deployment where nothing runs the service, and a ServiceAccount for it. */
export function addWorkload(onboarding: Onboarding): void {
  const { given, mesh } = onboarding;
  const { namespace } = given;
  const found = workloadOf(onboarding);
  const account = found?.serviceAccount ?? given.service;
  const serviceAccount: KubeObject = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: account, namespace },
  };
  const isKnown = mesh
    .objects('ServiceAccount', '')
    .some(
      ({ metadata }) =>
        metadata.namespace === namespace && metadata.name === account,
    );
  // Kubernetes makes the account of that name in every namespace by itself.
  if (!isKnown && account !== 'default') {
    onboarding.put(serviceAccount);
  }
  if (!found) {
    onboarding.put(newWorkload(onboarding));
    return;
  }
  if (given.image !== undefined) {
    onboarding.note(
      `${found.kind} ${found.name} runs ${given.service} already and stays as it is; the image that it has counts.`,
    );
  }
}
