import { describeRef, refOf, type MeshService } from '@ecotrack/mesh-engine';
import type { Plan, PlanContext } from '../../types';
import { refuseFlagger } from '../controllers/flagger';
import { findDestinationRule } from '../destinationRules/findDestinationRule';
import type { DestinationRule, TrafficPolicy } from '../destinationRules/types';
import type { ServiceTarget } from '../parameters/target';
import { whereItFits } from '../routes/describeRoutes';
import { findService } from '../service/findService';

type Setting = 'loadBalancer' | 'connectionPool' | 'outlierDetection';

/** Subsets and ports whose own setting stands over that of the service. */
function overridesOf(
  { spec, ...object }: DestinationRule,
  setting: Setting,
): string[] {
  const subsets = (spec.subsets ?? [])
    .filter(({ trafficPolicy }) => trafficPolicy?.[setting] !== undefined)
    .map(({ name }) => `subset ${name}`);
  const ports = spec.trafficPolicy?.portLevelSettings ?? [];
  const places = [...subsets, ...(ports.length > 0 ? ['some ports'] : [])];
  return places.length > 0
    ? [
        `${describeRef(
          refOf({ ...object, spec }),
        )} has a setting of its own for ${places.join(
          ' and ',
        )}, which stays as it is.`,
      ]
    : [];
}

/** The traffic policy of a service with another setting. */
export function editPolicy(
  target: ServiceTarget,
  context: PlanContext,
  setting: Setting,
  change: (policy: TrafficPolicy, service: MeshService) => TrafficPolicy,
): Pick<Plan, 'wanted'> & { notes: string[] } {
  const service = findService(target, context);
  refuseFlagger(service, context);
  const { object, notes } = findDestinationRule(service, context);
  const policy = change(object.spec.trafficPolicy ?? {}, service);
  const { host, ...spec } = object.spec;
  const wanted = {
    ...object,
    spec: { host, ...spec, trafficPolicy: policy },
  };
  return {
    wanted: [wanted],
    notes: [...notes, ...overridesOf(object, setting)],
  };
}

/** Parameters read from the traffic policy of a service; what is given stays. */
export function describePolicy<P extends ServiceTarget>(
  given: Partial<P>,
  context: PlanContext,
  read: (policy: TrafficPolicy) => Partial<P> | undefined,
): Partial<P> {
  const { namespace, service } = given;
  if (!namespace || !service) {
    return given;
  }
  const found = whereItFits(() => {
    const { object } = findDestinationRule(
      findService({ namespace, service }, context),
      context,
    );
    return read(object.spec.trafficPolicy ?? {});
  });
  return { ...found, ...given };
}
