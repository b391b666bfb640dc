import { perMesh } from '../../mesh/perMesh';
import { byAge } from '../../resources/byAge';
import { asList, asNumber, asText, at } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import type { Violation } from '../types';

/** One patch of an EnvoyFilter. */
export interface EnvoyPatch {
  object: KubeObject;
  /** Path of the operation. */
  field: string;
  operation: string;
  applyTo: string;
  /** Whether it needs what something else has put there, and nothing says whose turn comes first. */
  isRelative: boolean;
  /** Whether an earlier patch of the same filter is only for some versions of the proxy. */
  followsVersioned: boolean;
}

const FILTERS = ['HTTP_FILTER', 'NETWORK_FILTER'];
const ROUTES = ['HTTP_ROUTE', 'ROUTE_CONFIGURATION'];
const RELATIVE = ['INSERT_AFTER', 'INSERT_BEFORE', 'REMOVE', 'REPLACE'];

/** Whether Istio carries out an operation. */
function isCarriedOut(operation: string, applyTo: string): boolean {
  if (operation === 'REPLACE') {
    return FILTERS.includes(applyTo);
  }
  return !['ADD', 'REMOVE'].includes(operation) || !ROUTES.includes(applyTo);
}

/** The filter that a patch brings, or else the one that it stands beside. */
function filterOf(patch: unknown): string {
  const value = at(patch, 'patch', 'value');
  const beside = at(patch, 'match', 'listener', 'filterChain', 'filter');
  return value === undefined
    ? ''
    : asText(at(value, 'name')) ?? asText(at(beside, 'name')) ?? '';
}

/** Patches of EnvoyFilters, in the order in which they are applied. */
export const envoyPatches = perMesh(mesh => {
  const versioned = new Set<string>();
  return [...mesh.objects('EnvoyFilter', 'networking.istio.io')]
    .sort(byAge)
    .flatMap(object => {
      const hasPriority = (asNumber(at(object, 'spec', 'priority')) ?? 0) !== 0;
      return asList(at(object, 'spec', 'configPatches')).map(
        (patch, index): EnvoyPatch => {
          const applyTo = asText(at(patch, 'applyTo')) ?? '';
          const operation = asText(at(patch, 'patch', 'operation')) ?? '';
          const filter = filterOf(patch);
          const followsVersioned = versioned.has(filter);
          if (asText(at(patch, 'match', 'proxy', 'proxyVersion'))) {
            versioned.add(filter);
          }
          return {
            object,
            field: `spec.configPatches[${index}].patch.operation`,
            operation,
            applyTo,
            isRelative:
              !hasPriority &&
              RELATIVE.includes(operation) &&
              isCarriedOut(operation, applyTo),
            followsVersioned,
          };
        },
      );
    });
});

/** Patches with an operation that Istio does not carry out. */
export const ignoredPatches = (
  patches: readonly EnvoyPatch[],
  operation: string,
  fix: string,
): Violation[] =>
  patches
    .filter(
      patch =>
        patch.operation === operation &&
        !isCarriedOut(operation, patch.applyTo),
    )
    .map(({ object, field, applyTo }) => ({
      object: refOf(object),
      field,
      message: `${describeRef(refOf(object))} has operation ${operation} for ${
        applyTo || 'nothing'
      }, which Istio ignores there.`,
      fix,
    }));
