import type { Mesh } from '../../mesh/Mesh';
import { fitsLabelSelector } from '../../mesh/selectors';
import { asList, asRecord, asText, asTexts } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import type { KubeObject } from '../../resources/types';
import { mutatingWebhooks, type Webhook } from '../reading/webhooks';
import type { Check } from '../types';

const REVISION = 'istio.io/rev';
const MOST_REVISIONS = 12;

const injectors = (mesh: Mesh) =>
  mutatingWebhooks(mesh).filter(({ webhook }) =>
    (asText(webhook.name) ?? '').endsWith('sidecar-injector.istio.io'),
  );

/** Revisions that the selectors of webhooks name. */
function revisionsOf(webhooks: readonly Webhook[]): string[] {
  const named = webhooks.flatMap(({ webhook }) =>
    [webhook.namespaceSelector, webhook.objectSelector]
      .map(asRecord)
      .flatMap(({ matchLabels, matchExpressions }) => [
        ...asTexts([asRecord(matchLabels)[REVISION]]),
        ...asList(matchExpressions)
          .map(asRecord)
          .filter(({ key }) => key === REVISION)
          .flatMap(({ values }) => asTexts(values)),
      ]),
  );
  return [...new Set(named)].slice(0, MOST_REVISIONS);
}

/** All ways to label something with one value, or none, of each of these. */
function labellings(
  choices: Record<string, readonly string[]>,
): Record<string, string>[] {
  return Object.entries(choices).reduce<Record<string, string>[]>(
    (known, [name, values]) => [
      ...known,
      ...known.flatMap(labels =>
        values.map(value => ({ ...labels, [name]: value })),
      ),
    ],
    [{}],
  );
}

/** Configurations that take the same pod, with the others. */
function overlaps(
  webhooks: readonly Webhook[],
): Map<KubeObject, Set<KubeObject>> {
  const revisions = revisionsOf(webhooks);
  const namespaces = labellings({
    'istio-injection': ['enabled', 'disabled'],
    [REVISION]: revisions,
  });
  const pods = labellings({
    'sidecar.istio.io/inject': ['true', 'false'],
    [REVISION]: revisions,
  });
  const found = new Map<KubeObject, Set<KubeObject>>();
  for (const namespace of namespaces) {
    const fitting = webhooks.filter(({ webhook }) =>
      fitsLabelSelector(webhook.namespaceSelector, namespace),
    );
    for (const pod of fitting.length > 1 ? pods : []) {
      const taking = new Set(
        fitting
          .filter(({ webhook }) =>
            fitsLabelSelector(webhook.objectSelector, pod),
          )
          .map(({ configuration }) => configuration),
      );
      for (const one of taking.size > 1 ? taking : []) {
        const others = found.get(one) ?? new Set<KubeObject>();
        taking.forEach(other => other !== one && others.add(other));
        found.set(one, others);
      }
    }
  }
  return found;
}

export const webhookOverlap: Check = {
  code: 'MESH3501',
  severity: 'error',
  title: 'Several injectors for one pod',
  istioctl: ['IST0139'],
  find: mesh =>
    [...overlaps(injectors(mesh))].map(([configuration, others]) => ({
      object: refOf(configuration),
      field: 'webhooks',
      message: `${describeRef(refOf(configuration))} takes pods that ${[
        ...others,
      ]
        .map(({ metadata }) => metadata.name)
        .join(', ')} takes too: the proxy may be injected twice.`,
      fix: 'Remove the injector that is not used any more, or keep their selectors apart.',
      because: [...others].map(other => ({
        object: refOf(other),
        field: 'webhooks',
        says: `${describeRef(refOf(other))} fits the same labels.`,
      })),
    })),
};
