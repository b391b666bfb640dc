import { fitsLabelSelector } from '../../mesh/selectors';
import { asLabels, asText } from '../../resources/fields';
import { describeRef } from '../../resources/ref';
import { hasAutoImage } from '../reading/autoImage';
import { podTemplates } from '../reading/podSpecs';
import { namespaceOf } from '../reading/scope';
import { mutatingWebhooks } from '../reading/webhooks';
import type { Check } from '../types';

export const autoImageTemplate: Check = {
  code: 'MESH3406',
  severity: 'warning',
  title: 'Template with an image that no injection replaces',
  istioctl: ['IST0146'],
  find: mesh => {
    const injectors = mutatingWebhooks(mesh).filter(({ webhook }) =>
      (asText(webhook.name) ?? '').endsWith('istio.io'),
    );
    const isInjected = (namespace: string, labels: unknown) =>
      injectors.some(
        ({ webhook }) =>
          fitsLabelSelector(
            webhook.namespaceSelector,
            asLabels(mesh.namespaces.get(namespace)?.metadata.labels),
          ) && fitsLabelSelector(webhook.objectSelector, asLabels(labels)),
      );
    return podTemplates(mesh)
      .filter(
        ({ object, spec, labels }) =>
          hasAutoImage(spec) && !isInjected(namespaceOf(object), labels),
      )
      .map(({ ref, field }) => ({
        object: ref,
        field: `${field}.containers`,
        message: `${describeRef(
          ref,
        )} has a proxy with image "auto", and no injection webhook takes its pods: they cannot start.`,
        fix: 'Label the template or the namespace for injection.',
      }));
  },
};
