import {
  describeRef,
  fieldSteps,
  refKey,
  refOf,
  type KubeObject,
} from '@ecotrack/mesh-engine';
import { isMapValue, isSame, keysOf, type Value } from '../values/values';
import { editYaml } from '../yaml/editYaml';
import { valuesOf } from './documents';
import { EditError } from './EditError';
import type { HelmMapping, RepositoryFiles } from './types';

type Steps = readonly (string | number)[];

interface Difference {
  steps: Steps;
  value: Value;
}

/** The leaves at which two values differ. */
function differences(before: Value, after: Value, steps: Steps): Difference[] {
  if (isSame(before, after)) {
    return [];
  }
  if (isMapValue(before) && isMapValue(after)) {
    return [...new Set([...keysOf(before), ...keysOf(after)])].flatMap(key =>
      differences(before[key], after[key], [...steps, key]),
    );
  }
  if (
    Array.isArray(before) &&
    Array.isArray(after) &&
    before.length === after.length
  ) {
    return before.flatMap((item, index) =>
      differences(item, after[index], [...steps, index]),
    );
  }
  return [{ steps, value: after }];
}

function withValue(root: Value, [step, ...rest]: Steps, value: Value): Value {
  if (step === undefined) {
    return value;
  }
  if (Array.isArray(root)) {
    return root.map((item, index) =>
      index === step ? withValue(item, rest, value) : item,
    );
  }
  const map = isMapValue(root) ? root : {};
  return { ...map, [step]: withValue(map[step], rest, value) };
}

/**
 * Edits the values that a chart makes an object of.
 * @throws EditError when a field has no value in the mapping
 */
export function editHelmValues(
  files: RepositoryFiles,
  mappings: readonly HelmMapping[],
  before: KubeObject,
  after: KubeObject,
): RepositoryFiles {
  const ref = refOf(after);
  const own = mappings.filter(({ object }) => refKey(object) === refKey(ref));
  let edited = files;
  for (const { steps, value } of differences(before, after, [])) {
    const mapping = own.find(({ field }) => isSame(fieldSteps(field), steps));
    if (!mapping) {
      throw new EditError(
        `${describeRef(
          ref,
        )} is rendered by a Helm chart, and no value of it is known to give ${steps.join(
          '.',
        )}. Name the value in the configuration (repository.helm), or change the chart by hand.`,
        ref,
      );
    }
    const text = edited.get(mapping.file);
    if (text === undefined) {
      throw new EditError(
        `There is no file ${
          mapping.file
        }, which should hold the values of ${describeRef(
          ref,
        )}. Correct repository.helm in the configuration.`,
        ref,
      );
    }
    const values = withValue(
      valuesOf(text)[0],
      fieldSteps(mapping.value),
      value,
    );
    edited = new Map([...edited, [mapping.file, editYaml(text, 0, values)]]);
  }
  return edited;
}
