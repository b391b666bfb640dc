import { describeRef, refOf, type KubeObject } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';

/** @throws ParameterError when another object makes this one */
export function refuseOwned(object: KubeObject): void {
  const owner = object.metadata.ownerReferences?.find(
    ({ controller }) => controller === true,
  );
  if (owner) {
    throw new ParameterError(
      'service',
      `${owner.kind} ${owner.name} makes ${describeRef(
        refOf(object),
      )} and takes back what others change. Change ${owner.kind} ${
        owner.name
      } instead.`,
    );
  }
}
