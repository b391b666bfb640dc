import { asRecord, asText } from '../../resources/fields';
import { describeRef, refOf } from '../../resources/ref';
import { registryOf } from '../reading/registry';
import { mutatingWebhooks } from '../reading/webhooks';
import type { Check } from '../types';

export const webhookService: Check = {
  code: 'MESH3502',
  severity: 'error',
  title: 'Injector whose control plane does not exist',
  istioctl: ['IST0139'],
  find: mesh =>
    mutatingWebhooks(mesh).flatMap(({ configuration, webhook, field }) => {
      const service = asRecord(asRecord(webhook.clientConfig).service);
      const name = asText(service.name);
      const namespace = asText(service.namespace) ?? '';
      const isInjector = (asText(webhook.name) ?? '').endsWith(
        'sidecar-injector.istio.io',
      );
      // Nothing is known of a namespace without any service.
      const isKnown = registryOf(mesh).inNamespace(namespace).length > 0;
      return !isInjector || !name || !isKnown || mesh.service(namespace, name)
        ? []
        : {
            object: refOf(configuration),
            field: `${field}.clientConfig.service`,
            message: `${describeRef(
              refOf(configuration),
            )} asks service ${name} of namespace ${namespace}, which does not exist: pods cannot be made, or get no proxy.`,
            fix: 'Remove the webhook, or install its control plane.',
          };
    }),
};
