import {
  describeRef,
  refOf,
  type KubeObject,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import { refuseOwned } from '../controllers/owner';
import { newObject, ownHost } from '../routes/names';
import { checked } from '../service/checked';
import { fieldAt, namespaceOf, textAt } from '../service/fields';
import type { DestinationRule } from './types';

/** The DestinationRule of a service. */
export interface FoundDestinationRule {
  object: DestinationRule;
  isNew: boolean;
  /** What somebody who merges should know of others. */
  notes: readonly string[];
}

const words = (objects: readonly KubeObject[]) =>
  objects.map(object => describeRef(refOf(object))).join(' and ');

/** A wildcard's policy ends where a service has a DestinationRule of its own, so a new one takes it over. */
function newDestinationRule(
  service: MeshService,
  wide: KubeObject | undefined,
  context: PlanContext,
): FoundDestinationRule {
  const policy =
    wide && checked<DestinationRule>(wide, context).spec.trafficPolicy;
  return {
    object: {
      ...newObject(context.mesh, service, 'DestinationRule'),
      spec: {
        host: ownHost(service),
        ...(policy && { trafficPolicy: policy }),
      },
    },
    isNew: true,
    notes:
      wide && policy
        ? [
            `${describeRef(refOf(wide))} no longer counts for ${
              service.name
            }; its traffic policy is copied.`,
          ]
        : [],
  };
}

/**
 * The DestinationRule for exactly the host of a service, or the one that is to be created.
 * @throws ParameterError when there are several, or a controller owns it
 */
export function findDestinationRule(
  service: MeshService,
  context: PlanContext,
): FoundDestinationRule {
  const { mesh } = context;
  const all = mesh
    .destinationRules(service)
    .filter(rule => fieldAt(rule, 'spec', 'workloadSelector') === undefined);
  const isWide = (rule: KubeObject) =>
    textAt(rule, 'spec', 'host').startsWith('*');
  const exact = all.filter(rule => !isWide(rule));
  const isHome = (rule: KubeObject) => namespaceOf(rule) === service.namespace;
  const home = exact.filter(isHome);
  const [found, ...others] = home.length > 0 ? home : exact;
  if (others.length > 0) {
    throw new ParameterError(
      'service',
      `${words([found, ...others])} are all for ${
        service.name
      }, and of each setting only one counts. Put them into one first.`,
    );
  }
  if (!found) {
    return newDestinationRule(service, all.find(isWide), context);
  }
  refuseOwned(found);
  const foreign = exact.filter(rule => rule !== found);
  return {
    object: checked<DestinationRule>(found, context),
    isNew: false,
    notes:
      foreign.length > 0
        ? [
            `${words(
              foreign,
            )} counts instead for callers of its namespace and stays as it is.`,
          ]
        : [],
  };
}
