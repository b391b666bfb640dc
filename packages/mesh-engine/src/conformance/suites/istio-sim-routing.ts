import { Mesh } from '../../mesh/Mesh';
import type { RouteAnswer, RouteOutcome } from '../../routing/types';
import type { KubeObject } from '../../resources/types';
import type { Case } from '../types';
import { equal } from '../verdict';

interface Call {
  address?: string;
  port: number;
  protocol?: 'http' | 'http2' | 'tcp';
  tls?: string;
  host?: string;
  path?: string;
  sni?: string;
}

interface Input {
  proxy: {
    type: string;
    namespace: string;
    labels?: Record<string, string> | null;
    ip: string;
    ips?: string[];
  };
  call: Call;
  fakeOptions?: { MeshConfig?: unknown };
}

const ERRORS: Partial<Record<RouteOutcome, string>> = {
  noListener: 'ErrNoListener',
  noFilterChain: 'ErrNoFilterChain',
  protocolError: 'ErrProtocolError',
  conflict: 'ErrMultipleFilterChain',
  noVirtualHost: 'ErrNoVirtualHost',
  noRoute: 'ErrNoRoute',
  depends: 'depends',
};

const CLUSTERS: Partial<Record<RouteOutcome, string>> = {
  passthrough: 'PassthroughCluster',
  blackhole: 'BlackHoleCluster',
  dynamicForward: 'AllowAnyDynamicDNSCluster',
};

/** The simulator's configurations have no domain, so that some hosts end after the namespace. */
const shortCluster = (cluster?: string) =>
  cluster?.replace('.svc.cluster.local', '');

function clusterOf({ outcome, destinations: [first] }: RouteAnswer) {
  return outcome === 'route' && first
    ? shortCluster(`outbound|${first.port}|${first.subset ?? ''}|${first.host}`)
    : CLUSTERS[outcome];
}

function routeConfigOf({ server, listener }: RouteAnswer) {
  if (!server) {
    return undefined;
  }
  const [namespace, name] = server.gateway.split('/');
  return server.tls
    ? `https.${server.port}.${server.portName}.${name}.${namespace}`
    : `http.${listener?.port}`;
}

function asSimulated(answer: RouteAnswer): Record<string, unknown> {
  const { outcome, listener, virtualHost, route } = answer;
  return {
    error: outcome === 'redirect' ? 'ErrTLSRedirect' : ERRORS[outcome] ?? null,
    listener: listener && `${listener.address}_${listener.port}`,
    cluster: clusterOf(answer),
    routeConfig: routeConfigOf(answer),
    virtualHost:
      virtualHost?.port === undefined
        ? virtualHost?.host
        : `${virtualHost.host}:${virtualHost.port}`,
    route: route?.name,
  };
}

function meshConfig(config: unknown): KubeObject[] {
  return config === undefined
    ? []
    : [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'istio', namespace: 'istio-system' },
          data: { mesh: JSON.stringify(config) },
        },
      ];
}

export function decide({
  input,
  expect,
}: Case<Input, Record<string, unknown>>) {
  const { proxy, call, manifests = [], fakeOptions } = input;
  const mesh = Mesh.from([
    ...manifests,
    ...meshConfig(fakeOptions?.MeshConfig),
  ]);
  const answer = mesh.route({
    from: {
      kind: proxy.type === 'router' ? 'gateway' : 'sidecar',
      namespace: proxy.namespace,
      labels: proxy.labels ?? {},
      addresses: proxy.ips ?? [proxy.ip],
    },
    port: call.port,
    address: call.address,
    host: call.host,
    protocol: call.protocol ?? 'tcp',
    tls: call.tls !== 'plaintext' || call.sni !== undefined,
    sni: call.sni,
    path: call.path,
    method: 'GET',
    headers: {},
  });
  const actual = asSimulated(answer);
  const { strict: isStrict, ...wanted } = expect;
  return equal(
    Object.fromEntries(
      Object.entries(actual).filter(
        ([field, value]) =>
          field in wanted || (isStrict === true && value !== undefined),
      ),
    ),
    Object.fromEntries(
      Object.entries(wanted).map(([field, value]): [string, unknown] => [
        field,
        field === 'cluster' ? shortCluster(String(value)) : value,
      ]),
    ),
  );
}
