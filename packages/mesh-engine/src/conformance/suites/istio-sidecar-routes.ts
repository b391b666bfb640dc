import { Mesh } from '../../mesh/Mesh';
import type { Case } from '../types';
import { all, equal } from '../verdict';

interface Input {
  proxy: { namespace: string; labels: Record<string, string> | null };
  port: number;
}

interface Expect {
  virtualHosts: Record<string, string[] | null> | null;
}

export function decide({ input, expect }: Case<Input, Expect>) {
  const { proxy, port, manifests = [] } = input;
  const mesh = Mesh.from(manifests);
  const from = {
    kind: 'sidecar' as const,
    namespace: proxy.namespace,
    labels: proxy.labels ?? {},
  };
  const clustersOf = (host: string) => {
    const { virtualHost, destinations } = mesh.route({
      from,
      port,
      host: host.replace('*', 'any'),
      path: '/',
      method: 'GET',
      headers: {},
    });
    return virtualHost?.host === host
      ? destinations.map(
          target =>
            `outbound|${target.port}|${target.subset ?? ''}|${target.host}`,
        )
      : null;
  };
  return all(
    Object.entries(expect.virtualHosts ?? {}).map(([host, clusters]) =>
      equal([host, clustersOf(host)], [host, clusters]),
    ),
  );
}
