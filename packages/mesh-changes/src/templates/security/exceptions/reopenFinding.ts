import {
  describeRef,
  exceptionAnnotations,
  refOf,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import type { ChangeTemplate } from '../../types';
import { planOf } from '../common/planOf';
import { withAt } from '../common/values';
import { requireDeclared, requireObjects } from './objectOf';
import { foundFields, type FoundParameters } from './parameters';

function without(object: KubeObject, names: readonly string[]): KubeObject {
  const kept = Object.entries(object.metadata.annotations ?? {}).filter(
    ([name]) => !names.includes(name),
  );
  return withAt(
    object,
    ['metadata', 'annotations'],
    kept.length > 0 ? Object.fromEntries(kept) : undefined,
  );
}

export const reopenFinding: ChangeTemplate<FoundParameters> = {
  id: 'reopen-finding',
  version: 1,
  topic: 'security',
  title: 'Reopen a finding',
  summary: 'Takes back that something that is found was accepted.',
  description: `Takes the annotation off that *Accept a finding* wrote. What is found counts again.

To go back, accept the finding again, or revert the pull request.`,
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'name', 'code'],
    properties: foundFields,
  },

  plan({ code, ...named }, context) {
    const names = Object.values(exceptionAnnotations(code));
    const objects = requireObjects(context.mesh, named);
    const carriers = objects.filter(({ metadata }) =>
      names.some(name => metadata.annotations?.[name] !== undefined),
    );
    return planOf(context, {
      title: `Reopen ${code} at ${describeRef(refOf(objects[0]))}`,
      wanted: carriers.map(object =>
        without(requireDeclared(context, object), names),
      ),
    });
  },
};
