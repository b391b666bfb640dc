import { connectionOf } from '../../connection/connectionOf';
import { Mesh } from '../../mesh/Mesh';
import { selects } from '../../mesh/selectors';
import { asLabels, asList, asRecord, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Case } from '../types';
import { equal } from '../verdict';

interface Party {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  ip: string;
  sidecar: boolean;
}

interface Input {
  meshConfig?: Record<string, unknown>;
  request: {
    source: Party;
    destination: Party & { port: number; servicePort: number };
    protocol: string;
  };
}

interface Expect {
  success: boolean;
  mtls?: boolean;
}

const pod = ({ name, namespace, labels, ip, sidecar }: Party): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: {
    containers: [
      { name: 'app' },
      ...(sidecar ? [{ name: 'istio-proxy', args: ['proxy', 'sidecar'] }] : []),
    ],
  },
  status: { phase: 'Running', podIP: ip },
});

/** The route of the case leads to the subset that the pod belongs to. */
function subsetOf(
  manifests: readonly KubeObject[],
  labels: Record<string, string>,
): string | undefined {
  const subset = manifests
    .filter(({ kind }) => kind === 'DestinationRule')
    .flatMap(rule => asList(at(rule, 'spec', 'subsets')).map(asRecord))
    .find(entry => selects(asLabels(entry.labels), labels));
  return asText(subset?.name);
}

export function decide({ input, expect }: Case<Input, Expect>) {
  const { source, destination, protocol } = input.request;
  const manifests = input.manifests ?? [];
  const mesh = Mesh.from([
    ...manifests,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: { mesh: JSON.stringify(input.meshConfig ?? {}) },
    },
    pod(source),
    pod(destination),
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: destination.name, namespace: destination.namespace },
      spec: {
        selector: { app: destination.labels.app },
        ports: [
          {
            name: protocol,
            port: destination.servicePort,
            targetPort: destination.port,
          },
        ],
      },
    },
  ]);
  const client = mesh.workload(source.namespace, source.name);
  const server = mesh.service(destination.namespace, destination.name);
  const { outcome } =
    client && server
      ? connectionOf(mesh, client, server, destination.servicePort, {
          subset: subsetOf(manifests, destination.labels),
        })
      : { outcome: 'unknown' };
  const success = ['mTLS', 'TLS', 'plaintext'].includes(outcome);
  return equal(
    expect.mtls === undefined
      ? { success }
      : { success, mtls: outcome === 'mTLS' },
    expect,
  );
}
