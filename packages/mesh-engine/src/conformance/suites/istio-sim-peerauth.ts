import { inboundAnswer, type InboundCall } from '../../connection/inbound';
import { Mesh } from '../../mesh/Mesh';
import { asText } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Case } from '../types';
import { equal, notApplicable } from '../verdict';

interface Input {
  proxy: {
    type: string;
    namespace: string;
    labels?: Record<string, string>;
    ip: string;
    ips?: string[];
  };
  call: Omit<InboundCall, 'identity'> & {
    mode: string;
    mtlsSecretConfigName?: string;
  };
  featureFlags?: { flag: string; value: unknown }[];
}

interface Expect {
  error: string | null;
  cluster?: string;
  virtualHost?: string;
  filterChain?: string;
  listener?: string;
  strict?: boolean;
}

const ERRORS = {
  noFilterChain: 'ErrNoFilterChain',
  mtlsError: 'ErrMTLSError',
  protocolError: 'ErrProtocolError',
};

/** The control plane with the settings that a case switches on. */
function istiod(
  flags: readonly { flag: string; value: unknown }[],
): KubeObject {
  const env = flags
    .filter(({ flag }) => flag.startsWith('EnableTLSOnSidecarIngress'))
    .map(({ value }) => ({
      name: 'ENABLE_TLS_ON_SIDECAR_INGRESS',
      value: String(value),
    }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'istiod',
      namespace: 'istio-system',
      labels: { app: 'istiod' },
    },
    spec: { template: { spec: { containers: [{ name: 'discovery', env }] } } },
  };
}

export function decide({ input, expect }: Case<Input, Expect>) {
  const { proxy, call, featureFlags = [] } = input;
  if (call.mode !== 'inbound' || proxy.type !== 'sidecar') {
    return notApplicable('not a call into a sidecar');
  }
  const mesh = Mesh.from([
    istiod(featureFlags),
    ...(input.manifests ?? []).map(object => ({
      ...object,
      metadata: { namespace: 'default', ...object.metadata },
    })),
  ]);
  const secret = asText(call.mtlsSecretConfigName) || 'default';
  const { error, handles, port } = inboundAnswer(
    mesh,
    {
      namespace: proxy.namespace,
      labels: proxy.labels ?? {},
      addresses: proxy.ips ?? [proxy.ip],
    },
    { ...call, identity: secret === 'default' ? 'mesh' : 'other' },
  );
  if (error) {
    return equal({ error: ERRORS[error] }, { error: expect.error });
  }
  const isHttp = handles === 'http';
  const isPassthrough = port.kind === 'passthrough';
  const bind =
    port.kind === 'sidecar' ? port.bind ?? proxy.ip : port.bind ?? '0.0.0.0';
  const passthroughChain = isHttp
    ? 'virtualInbound-catchall-http'
    : 'virtualInbound';
  const cluster = isPassthrough
    ? 'InboundPassthroughCluster'
    : `inbound|${call.port}||`;
  const actual: Record<string, unknown> = {
    error: null,
    routeConfig: isHttp ? cluster : undefined,
    route: isHttp ? 'default' : undefined,
    listener: 'virtualInbound',
    filterChain: isPassthrough ? passthroughChain : `${bind}_${call.port}`,
    virtualHost: isHttp
      ? `inbound|http|${isPassthrough ? 0 : port.servicePort}`
      : undefined,
    cluster,
  };
  const asked = Object.keys(expect).filter(key => key !== 'strict');
  return equal(
    Object.fromEntries(asked.map(key => [key, actual[key]])),
    Object.fromEntries(asked.map(key => [key, expect[key as keyof Expect]])),
  );
}
