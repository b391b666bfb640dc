import type { KubeObject, Mesh } from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { namesOf } from '../../security/common/find';
import { at, list, record, texts } from '../../security/common/values';
import {
  NAMESPACE_LABEL,
  REVISION_LABEL,
  type InjectionParameters,
} from './labels';

/** @throws ParameterError when a label of the namespace goes before */
export function checkNamespace(
  mesh: Mesh,
  namespace: string,
  { workload, state }: InjectionParameters,
): void {
  const labels = mesh.namespaces.get(namespace)?.metadata.labels ?? {};
  if (state === 'enabled' && labels['istio.io/dataplane-mode'] === 'ambient') {
    throw new ParameterError(
      'state',
      `Namespace ${namespace} is in ambient mode, which needs no sidecars. Take the label istio.io/dataplane-mode off first.`,
    );
  }
  if (
    workload !== undefined &&
    state === 'enabled' &&
    labels[NAMESPACE_LABEL] === 'disabled'
  ) {
    throw new ParameterError(
      'state',
      `Namespace ${namespace} is labelled istio-injection: disabled, which goes before labels of workloads. Change the namespace first.`,
    );
  }
}

/** Revisions that installed injectors answer to. */
function revisionsOf(mesh: Mesh): string[] {
  return mesh
    .objects('MutatingWebhookConfiguration')
    .flatMap(({ webhooks }) => list(webhooks).map(record))
    .flatMap(({ namespaceSelector, objectSelector }) =>
      [namespaceSelector, objectSelector].flatMap(selector => [
        ...texts([at(selector, 'matchLabels', REVISION_LABEL)]),
        ...list(at(selector, 'matchExpressions'))
          .map(record)
          .filter(
            ({ key, operator }) => key === REVISION_LABEL && operator === 'In',
          )
          .flatMap(({ values }) => texts(values)),
      ]),
    );
}

/** @throws ParameterError when installed injectors are known and none answers to the labels */
export function checkInjected(
  mesh: Mesh,
  edited: KubeObject,
  { namespace, workload: name, revision, state }: InjectionParameters,
): void {
  const after = mesh.with({ upserted: [edited] });
  const unanswered = after.workloads.find(
    workload =>
      workload.namespace === namespace &&
      (name === undefined || workload.name === name) &&
      workload.sidecar.because.some(({ says }) =>
        says.startsWith('No installed injection webhook'),
      ),
  );
  if (state === 'enabled' && unanswered) {
    throw new ParameterError(
      revision === undefined ? 'state' : 'revision',
      `No installed injector answers to ${
        revision === undefined ? 'the default label' : `revision ${revision}`
      }. ${namesOf(revisionsOf(mesh))}`,
    );
  }
}
