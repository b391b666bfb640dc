import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { formatLatency } from '../../lib/format';
import type { MeshView } from '../MeshScope';
import { Fact } from './Fact';

/** Percentiles of what is selected: they are costly, so only that is asked for. */
export function Percentiles({
  view: { environment, window, paused },
  service,
  client,
}: {
  view: MeshView;
  /** `namespace/name` */
  service: string;
  /** `namespace/workload` */
  client?: string;
}) {
  const api = useApi(serviceMeshApiRef);
  const { data, error, loading } = useMeshQuery(
    `latency ${environment} ${window} ${service} ${client ?? ''}`,
    signal => api.latency({ environment, window, service, client }, signal),
    { paused },
  );
  if (error && !data) {
    return <Fact name="Percentiles" value={`not answered: ${error.message}`} />;
  }
  return (
    <>
      {(['p50', 'p95', 'p99'] as const).map(name => (
        <Fact
          key={name}
          name={name}
          value={loading ? '…' : formatLatency(data?.[name])}
        />
      ))}
    </>
  );
}
