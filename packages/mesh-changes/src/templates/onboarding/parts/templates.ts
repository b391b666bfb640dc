import type { KubeObject, Workload } from '@ecotrack/mesh-engine';
import {
  containersOf,
  podTemplateOf,
  type Container,
} from '../../../readiness/reading/podTemplate';
import { at, list, record, withAt } from '../../security/common/values';
import type { Onboarding } from '../Onboarding';
import { podPort } from '../presets/ports';
import { workloadOf } from './workload';

/** The object that pods of the service are made from, and where in it. */
export type Template = {
  workload: Workload;
  object: KubeObject;
  /** Path of the specification of the pods. */
  spec: string[];
  /** Path of their annotations. */
  annotations: string[];
  containers: Container[];
};

const ONCE = ['Job', 'CronJob', 'Pod'];

/** What runs the service already, every version of it, where its pods can be made anew. */
export function templatesOf(onboarding: Onboarding): Template[] {
  const { mesh, given } = onboarding;
  const found = workloadOf(onboarding);
  const versions =
    mesh.service(given.namespace, given.service)?.workloads ??
    (found ? [found] : []);
  return versions.flatMap(workload => {
    const template = podTemplateOf(mesh, workload);
    const object = mesh.get(template.object);
    return object && !ONCE.includes(object.kind)
      ? [
          {
            workload,
            object,
            spec: template.path.split('.'),
            annotations: [...template.metadata.split('.'), 'annotations'],
            containers: containersOf(template),
          },
        ]
      : [];
  });
}

/** The container that answers at the ports of the service: the one that declares them, or the only one. */
export function servingContainer(
  { given }: Onboarding,
  { containers }: Template,
): Container | undefined {
  const numbers = given.ports.map(podPort);
  const declaring = containers.filter(({ spec }) =>
    list(spec.ports).some(port =>
      numbers.some(number => number === at(port, 'containerPort')),
    ),
  );
  const [only, ...others] = declaring.length > 0 ? declaring : containers;
  return others.length === 0 ? only : undefined;
}

/** The object with other fields of a container. */
export const withContainer = (
  { object, spec }: Template,
  { name }: Container,
  fields: object,
): KubeObject => {
  const all = list(at(object, ...spec, 'containers')).map(record);
  const place = all.findIndex(each => each.name === name);
  return withAt(object, [...spec, 'containers', place], {
    ...all[place],
    ...fields,
  });
};
