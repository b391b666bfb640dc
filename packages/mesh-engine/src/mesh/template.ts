import { asLabels, asRecord, asText, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { ownerKey } from './owners';

/** The pod template of a controller. */
export interface Template {
  labels: Record<string, string>;
  annotations: Record<string, string>;
  spec: Record<string, unknown>;
}

/** Key of the object whose template a Rollout uses instead of its own. */
export function workloadRefOf({ spec, metadata }: KubeObject): string {
  return ownerKey(
    asText(at(spec, 'workloadRef', 'kind')) ?? '',
    metadata.namespace,
    asText(at(spec, 'workloadRef', 'name')) ?? '',
  );
}

/** The template in a controller, or in the object that it refers to, or what a pod itself has. */
export function templateOf(
  controller: KubeObject,
  byName: ReadonlyMap<string, KubeObject>,
): Template {
  const template =
    controller.kind === 'Pod'
      ? controller
      : at(controller, 'spec', 'template') ??
        at(controller, 'spec', 'jobTemplate', 'spec', 'template') ??
        at(byName.get(workloadRefOf(controller)), 'spec', 'template');
  return {
    labels: asLabels(at(template, 'metadata', 'labels')),
    annotations: asLabels(at(template, 'metadata', 'annotations')),
    spec: asRecord(at(template, 'spec')),
  };
}
