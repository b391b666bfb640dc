import {
  CNI,
  LABELLED,
  NATIVE,
  casesOf,
  saidOf,
  type Case,
} from '../__testUtils__/cases';
import {
  deployment,
  injectedPod,
  namespace,
  service,
} from '../__testUtils__/shop';

const ENFORCED = (level: string) =>
  `${LABELLED}, pod-security.kubernetes.io/enforce: ${level}`;

const calm = [namespace(LABELLED), service(), deployment()];

const CASES: Case[] = [
  [
    'a namespace without a label',
    [namespace(), deployment()],
    'injection/namespace',
    'warning',
    /No label of namespace shop/,
    'metadata.labels',
  ],
  [
    'a namespace that is shut',
    [namespace('istio-injection: disabled'), deployment()],
    'injection/namespace',
    'blocked',
    /istio-injection: disabled/,
    'metadata.labels.istio-injection',
  ],
  [
    'a namespace that nobody declares',
    [deployment()],
    'injection/namespace',
    'unknown',
    /not among the objects/,
  ],
  [
    'pods labelled out',
    [
      namespace(LABELLED),
      deployment({ labels: 'sidecar.istio.io/inject: "false"' }),
    ],
    'injection/pod',
    'blocked',
    /whatever the namespace says/,
    'spec.template.metadata.labels["sidecar.istio.io/inject"]',
  ],
  [
    'pods annotated out',
    [
      namespace(LABELLED),
      deployment({ annotations: 'sidecar.istio.io/inject: "false"' }),
    ],
    'injection/pod',
    'blocked',
    /get no proxy/,
    'spec.template.metadata.annotations["sidecar.istio.io/inject"]',
  ],
  [
    'pods that started before',
    [
      namespace(LABELLED),
      deployment(),
      injectedPod('orders').replace(/initContainers: .*/, ''),
    ],
    'injection/restart',
    'warning',
    /1 of 1 pods run without/,
  ],
  [
    'a namespace of the cluster',
    [namespace('', 'kube-system'), deployment({ home: 'kube-system' })],
    'injection',
    'blocked',
    /never injects into kube-system/,
  ],
  [
    'the network of the node',
    [namespace(LABELLED), deployment({ pod: 'hostNetwork: true' })],
    'host-network',
    'blocked',
    /hostNetwork/,
    'spec.template.spec.hostNetwork',
  ],
  [
    'Pod Security and istio-init',
    [namespace(ENFORCED('baseline')), deployment(), NATIVE],
    'net-admin',
    'blocked',
    /enforces Pod Security baseline/,
    'metadata.labels["pod-security.kubernetes.io/enforce"]',
  ],
  [
    'Pod Security and nobody knows how',
    [namespace(ENFORCED('restricted')), deployment()],
    'net-admin',
    'unknown',
    /istio-cni is installed/,
  ],
  [
    'Pod Security and istio-cni',
    [namespace(ENFORCED('restricted')), deployment(), CNI],
    'net-admin',
    'ready',
    /istio-cni/,
  ],
  [
    'Pod Security and istio-cni by its pods',
    [
      namespace(ENFORCED('restricted')),
      deployment(),
      deployment({ name: 'other' }),
      injectedPod('other', { init: 'istio-validation' }),
    ],
    'net-admin',
    'ready',
    /istio-cni/,
  ],
  [
    'Pod Security that forbids nothing',
    [namespace(ENFORCED('privileged')), deployment(), NATIVE],
    'net-admin',
    'ready',
    /enforces no level/,
  ],
  [
    'the user of the proxy, by pod',
    [
      namespace(LABELLED),
      deployment({ pod: 'securityContext: { runAsUser: 1337 }' }),
    ],
    'user-1337/app/runAsUser',
    'blocked',
    /runAsUser 1337/,
    'spec.template.spec.securityContext.runAsUser',
  ],
  [
    'the group of the proxy, by container',
    [
      namespace(LABELLED),
      deployment({ container: 'securityContext: { runAsGroup: 1337 }' }),
    ],
    'user-1337/app/runAsGroup',
    'blocked',
    /runAsGroup 1337/,
    'spec.template.spec.containers[0].securityContext.runAsGroup',
  ],
  [
    'the user of the proxy, taken back',
    [
      namespace(LABELLED),
      deployment({
        pod: 'securityContext: { runAsUser: 1337 }',
        container: 'securityContext: { runAsUser: 1000 }',
      }),
    ],
    'user-1337',
    'ready',
    /No container/,
  ],
  [
    'a port of the proxy',
    [
      namespace(LABELLED),
      deployment({ container: 'ports: [{ containerPort: 15090 }]' }).replace(
        'ports: [{ name: web, containerPort: 8080 }], ',
        '',
      ),
    ],
    'proxy-ports/15090',
    'blocked',
    /port 15090/,
    'spec.template.spec.containers[0].ports[0].containerPort',
  ],
  [
    'a Service at a port of the proxy',
    [
      ...calm,
      service('{ name: http-b, port: 80, targetPort: 15001 }', { name: 'b' }),
    ],
    'proxy-ports/b/15001',
    'blocked',
    /Service b leads to port 15001/,
  ],
];

describe('pods and their namespaces', () => {
  it.each(casesOf(CASES))('tell of $name', ({ objects, item }) => {
    expect(saidOf(objects)).toContainEqual(expect.objectContaining(item));
  });
});
