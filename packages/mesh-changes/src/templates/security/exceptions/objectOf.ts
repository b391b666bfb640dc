import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import type { FoundParameters } from './parameters';

type Named = Partial<Omit<FoundParameters, 'code'>>;

/** The objects of the kind and name; of several groups there may be more than one. */
export const objectsNamed = (
  mesh: Mesh,
  { namespace, kind, name }: Named,
): KubeObject[] =>
  kind === undefined
    ? []
    : mesh
        .objects(kind)
        .filter(
          ({ metadata }) =>
            metadata.name === name && metadata.namespace === namespace,
        );

/** @throws ParameterError when there is no such object */
export function requireObjects(mesh: Mesh, named: Named): KubeObject[] {
  const objects = objectsNamed(mesh, named);
  if (objects.length === 0) {
    const { namespace, kind = '', name = '' } = named;
    throw new ParameterError(
      'name',
      `${describeRef({
        apiVersion: '',
        kind,
        namespace,
        name,
      })} is not in this environment.`,
    );
  }
  return objects;
}

/** @throws ParameterError when the repository does not declare the object */
export function requireDeclared(
  { declared }: PlanContext,
  object: KubeObject,
): KubeObject {
  const own = declared.get(refOf(object));
  if (!own) {
    throw new ParameterError(
      'name',
      `${describeRef(
        refOf(object),
      )} is in the cluster, and not among the files of the repository. Add its manifest there first, or accept the finding where the object comes from.`,
    );
  }
  return own;
}
