import { asLabels, asList, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import { fitsLabelSelector } from './selectors';

/** Whether the webhook would inject a proxy, and who decided; undefined when the namespace is not known. */
export interface Injection {
  expected?: boolean;
  because: Because[];
}

const NEVER_INJECTED = ['kube-system', 'kube-public', 'kube-node-lease'];

interface PodShape {
  namespace: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  hostNetwork: boolean;
}

function webhooksOf(configuration: KubeObject) {
  return asList(configuration.webhooks)
    .map(asRecord)
    .filter(webhook => (asText(webhook.name) ?? '').endsWith('.istio.io'));
}

function isInjector(configuration: KubeObject): boolean {
  return webhooksOf(configuration).length > 0;
}

/** The labels that the installed webhooks look at: one webhook of them fits when the pod is to be injected. */
function fitsWebhook(
  configurations: readonly KubeObject[],
  namespaceLabels: Record<string, string>,
  podLabels: Record<string, string>,
): KubeObject | undefined {
  return configurations.find(configuration =>
    webhooksOf(configuration).some(
      webhook =>
        fitsLabelSelector(webhook.namespaceSelector, namespaceLabels) &&
        fitsLabelSelector(webhook.objectSelector, podLabels),
    ),
  );
}

function byLabels(
  namespace: KubeObject,
  namespaceLabels: Record<string, string>,
  podLabels: Record<string, string>,
): Injection {
  const ref = refOf(namespace);
  const own = podLabels['sidecar.istio.io/inject'];
  const injection = namespaceLabels['istio-injection'];
  const revision = namespaceLabels['istio.io/rev'];
  if (injection !== undefined && injection !== 'enabled') {
    return {
      expected: false,
      because: [
        {
          object: ref,
          field: 'metadata.labels.istio-injection',
          says: `The namespace is labelled istio-injection: ${injection}.`,
        },
      ],
    };
  }
  if (own === 'true' || own === 'false') {
    return {
      expected: own === 'true',
      because: [
        { says: `The pod is labelled sidecar.istio.io/inject: ${own}.` },
      ],
    };
  }
  if (injection === 'enabled' || (revision && injection === undefined)) {
    return {
      expected: true,
      because: [
        {
          object: ref,
          field: `metadata.labels.${
            injection ? 'istio-injection' : 'istio.io/rev'
          }`,
          says: injection
            ? 'The namespace is labelled istio-injection: enabled.'
            : `The namespace is labelled istio.io/rev: ${revision}.`,
        },
      ],
    };
  }
  if (podLabels['istio.io/rev']) {
    return {
      expected: true,
      because: [
        {
          says: `The pod is labelled istio.io/rev: ${podLabels['istio.io/rev']}.`,
        },
      ],
    };
  }
  return {
    expected: false,
    because: [
      {
        object: ref,
        field: 'metadata.labels',
        says: 'The namespace has no injection label.',
      },
    ],
  };
}

/** Decides as Istio's webhook does: its own selectors where it is installed, its documented labels otherwise. */
export function expectedInjection(
  pod: PodShape,
  namespace: KubeObject | undefined,
  webhooks: readonly KubeObject[],
): Injection {
  if (NEVER_INJECTED.includes(pod.namespace) || pod.hostNetwork) {
    return {
      expected: false,
      because: [
        {
          says: pod.hostNetwork
            ? 'The pod uses the network of its host, which Istio does not inject.'
            : `Istio never injects into ${pod.namespace}.`,
        },
      ],
    };
  }
  if (!namespace) {
    return {
      because: [
        { says: `Namespace ${pod.namespace} is not among the objects.` },
      ],
    };
  }
  const namespaceLabels = {
    ...asLabels(at(namespace, 'metadata', 'labels')),
    'kubernetes.io/metadata.name': pod.namespace,
  };
  const decided = byLabels(namespace, namespaceLabels, pod.labels);
  if (
    pod.labels['sidecar.istio.io/inject'] === undefined &&
    pod.annotations['sidecar.istio.io/inject'] === 'false'
  ) {
    return {
      expected: false,
      because: [
        { says: 'The pod is annotated sidecar.istio.io/inject: false.' },
      ],
    };
  }
  const injectors = webhooks.filter(isInjector);
  if (injectors.length === 0) {
    return decided;
  }
  const webhook = fitsWebhook(injectors, namespaceLabels, pod.labels);
  if (webhook) {
    return {
      expected: true,
      because: [
        ...(decided.expected ? decided.because : []),
        { object: refOf(webhook), says: 'This webhook injects the proxy.' },
      ],
    };
  }
  return decided.expected
    ? {
        expected: false,
        because: [
          ...decided.because,
          { says: 'No installed injection webhook answers to these labels.' },
        ],
      }
    : decided;
}
