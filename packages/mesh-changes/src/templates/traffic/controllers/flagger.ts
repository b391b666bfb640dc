import { describeRef, refOf, type MeshService } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import { namespaceOf, textAt } from '../service/fields';

/** Providers of Flagger for which it writes routes of the mesh; none is the one of its own configuration. */
const WRITES_ROUTES = /^(|istio|gatewayapi.*)$/;

/**
 * Flagger writes routes and traffic policy of a service from its Canary, and takes back what others change.
 * @throws ParameterError when Flagger runs the service
 */
export function refuseFlagger(
  service: MeshService,
  { mesh }: PlanContext,
): void {
  const canary = mesh.objects('Canary', 'flagger.app').find(object => {
    const target = textAt(object, 'spec', 'targetRef', 'name');
    const apex = textAt(object, 'spec', 'service', 'name') || target;
    return (
      namespaceOf(object) === service.namespace &&
      WRITES_ROUTES.test(textAt(object, 'spec', 'provider')) &&
      [apex, `${apex}-primary`, `${apex}-canary`].includes(service.name)
    );
  });
  if (canary) {
    throw new ParameterError(
      'service',
      `Flagger runs ${
        service.name
      }: it writes its routes and traffic policy from ${describeRef(
        refOf(canary),
      )} and takes back what others change. Change the Canary instead.`,
    );
  }
}
