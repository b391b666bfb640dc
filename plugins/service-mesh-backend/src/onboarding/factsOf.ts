import { accessMatrix } from '@ecotrack/mesh-engine';
import type { QuestionInput } from '../questions/input';
import { isEntry, nodeId } from '../questions/traffic/peers';
import { TrafficIndex } from '../questions/traffic/TrafficIndex';
import { onboardingChange } from './change/onboardingChange';
import type { Facts, OnboardingReadings, Subject } from './types';

const OUTSIDE = ['none', 'unknown'];

/** The Service of a name, otherwise the workload of that name. */
export function subjectOf(
  { mesh }: Pick<QuestionInput, 'mesh'>,
  namespace: string,
  name: string,
): Subject {
  const service = mesh.service(namespace, name);
  const workload = mesh.workload(namespace, name);
  return {
    namespace,
    name,
    service,
    workloads: service?.workloads ?? (workload ? [workload] : []),
  };
}

/** Whether the cluster has anything of it. */
export const isThere = ({ service, workloads }: Subject) =>
  service !== undefined || workloads.length > 0;

/** Looks at everything once for all steps. */
export function factsOf(
  input: QuestionInput,
  subject: Subject,
  readings: OnboardingReadings,
): Facts {
  const { mesh } = input;
  const { service, workloads } = subject;
  const index = new TrafficIndex(input);
  return {
    input,
    subject,
    readings,
    change: onboardingChange(readings.changes, subject),
    isInMesh: workloads.some(({ sidecar }) => !OUTSIDE.includes(sidecar.state)),
    isEntry: service !== undefined && isEntry(mesh, service),
    access: accessMatrix(mesh, workloads),
    index,
    calls: service ? index.into(nodeId({ type: 'service', service })) : [],
  };
}
