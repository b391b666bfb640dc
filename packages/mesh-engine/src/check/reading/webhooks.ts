import type { Mesh } from '../../mesh/Mesh';
import { asList, asRecord } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';

const GROUP = 'admissionregistration.k8s.io';

/** A webhook of a configuration. */
export interface Webhook {
  configuration: KubeObject;
  webhook: Record<string, unknown>;
  field: string;
}

const webhooksOf = (configuration: KubeObject): Webhook[] =>
  asList(configuration.webhooks)
    .map(asRecord)
    .map((webhook, index) => ({
      configuration,
      webhook,
      field: `webhooks[${index}]`,
    }));

export const mutatingWebhooks = (mesh: Mesh): Webhook[] =>
  mesh.objects('MutatingWebhookConfiguration', GROUP).flatMap(webhooksOf);

export const validatingWebhooks = (mesh: Mesh): Webhook[] =>
  mesh.objects('ValidatingWebhookConfiguration', GROUP).flatMap(webhooksOf);
