import { perMesh } from '../../mesh/perMesh';
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
  /** Of the filter or the part that is patched in. */
  name?: string;
  proxyVersion?: string;
  hasPriority: boolean;
}

/** Every patch of every EnvoyFilter. */
export const envoyPatches = perMesh(mesh =>
  mesh.objects('EnvoyFilter', 'networking.istio.io').flatMap(object =>
    asList(at(object, 'spec', 'configPatches')).map(
      (value, index): EnvoyPatch => ({
        object,
        field: `spec.configPatches[${index}].patch.operation`,
        operation: asText(at(value, 'patch', 'operation')) ?? '',
        applyTo: asText(at(value, 'applyTo')) ?? '',
        name: asText(at(value, 'patch', 'value', 'name')),
        proxyVersion: asText(at(value, 'match', 'proxy', 'proxyVersion')),
        hasPriority: (asNumber(at(object, 'spec', 'priority')) ?? 0) !== 0,
      }),
    ),
  ),
);

const FILTERS = ['HTTP_FILTER', 'NETWORK_FILTER'];
const ROUTES = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE'];

/** Why Istio does not carry out the operation; undefined when it does. */
export function misuseOf({
  operation,
  applyTo,
}: EnvoyPatch): 'ADD' | 'REMOVE' | 'REPLACE' | undefined {
  if (operation === 'REPLACE') {
    return FILTERS.includes(applyTo) ? undefined : operation;
  }
  return (operation === 'ADD' || operation === 'REMOVE') &&
    ROUTES.includes(applyTo)
    ? operation
    : undefined;
}

const RELATIVE = [
  'INSERT_BEFORE',
  'INSERT_AFTER',
  'REPLACE',
  'MERGE',
  'REMOVE',
];

/** Patches that need something to be there already, in an EnvoyFilter that does not say when its turn is. */
export const relativePatches = perMesh(mesh =>
  envoyPatches(mesh).filter(
    patch =>
      !patch.hasPriority &&
      RELATIVE.includes(patch.operation) &&
      misuseOf(patch) === undefined,
  ),
);

/** What is said of a patch that Istio does not carry out. */
export const misuse = (
  { object, field, operation, applyTo }: EnvoyPatch,
  instead: string,
): Violation => ({
  object: refOf(object),
  field,
  message: `${describeRef(refOf(object))} has operation ${operation} for ${
    applyTo || 'nothing'
  }, which Istio ignores there.`,
  fix: instead,
});
