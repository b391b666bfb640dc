import type { Mesh } from '../../mesh/Mesh';
import { asRecord, asText } from '../../resources/fields';
import { isIp } from '../../schemas/isIp';
import { mutatingWebhooks, validatingWebhooks, type Webhook } from './webhooks';

const INJECTOR = 'istio-sidecar-injector-external-istiod';
const VALIDATOR = 'istio-validator-external-istiod';
const NAMES = [INJECTOR, VALIDATOR, 'istiod-default-validator'];

/** How a webhook reaches a control plane outside the cluster. */
export interface ExternalWebhook extends Webhook {
  url: string;
  address: 'name' | 'ip' | 'none';
}

function addressOf(url: string): ExternalWebhook['address'] {
  const match = /^[a-z][a-z0-9+.-]*:\/\/(?:\[([^\]]+)\]|([^/:?#]+))/i.exec(url);
  const host = match?.[1] ?? match?.[2] ?? '';
  if (host === '') {
    return 'none';
  }
  return isIp(host) ? 'ip' : 'name';
}

/** Webhooks of a control plane outside the cluster; none where it is inside. */
export function externalWebhooks(mesh: Mesh): ExternalWebhook[] {
  const all = [...mutatingWebhooks(mesh), ...validatingWebhooks(mesh)];
  const names = new Set(
    all.map(({ configuration }) => configuration.metadata.name),
  );
  return names.has(INJECTOR) && names.has(VALIDATOR)
    ? all
        .filter(({ configuration }) =>
          NAMES.includes(configuration.metadata.name),
        )
        .map(each => {
          const url = asText(asRecord(each.webhook.clientConfig).url) ?? '';
          return { ...each, url, address: addressOf(url) };
        })
    : [];
}

/** The first webhook of each configuration. */
export const firstOfEach = (
  webhooks: readonly ExternalWebhook[],
): ExternalWebhook[] => [
  ...new Map(
    [...webhooks]
      .reverse()
      .map(webhook => [webhook.configuration, webhook] as const),
  ).values(),
];
