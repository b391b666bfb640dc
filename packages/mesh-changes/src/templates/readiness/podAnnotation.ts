import { labelledOf } from '../edges/injection/labels';
import { namespaceField, workloadField } from '../security/common/fields';
import { at, withAt } from '../security/common/values';
import type { ChangeTemplate, PlanContext } from '../types';

/** Whose pods are annotated. */
export type OfWorkload = { namespace: string; workload: string };

/** The parameters of a change of the pods of one workload. */
export const ofWorkload = (
  description: string,
): ChangeTemplate['parameters'] => ({
  type: 'object',
  additionalProperties: false,
  required: ['namespace', 'workload'],
  properties: {
    namespace: namespaceField('Where the workload runs.'),
    workload: workloadField(description),
  },
});

/** The annotation that new pods of a workload get, and the workload with another value of it. */
export function podAnnotation(
  { mesh }: PlanContext,
  parameters: OfWorkload,
  name: string,
) {
  const { object, path } = labelledOf(mesh, parameters);
  const place = [...path.slice(0, -1), 'annotations', name];
  return {
    object,
    value: at(object, ...place),
    with: (value: string | undefined) => withAt(object, place, value),
  };
}
