import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { formatLatency } from '../../lib/format';
import type { MeshView } from '../MeshScope';
import { UnknownValue } from '../UnknownValue';

/** Percentiles of what is selected: they are costly, so only that is asked for. */
export function Percentiles({
  view,
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
  const { data, loading } = useMeshQuery(
    `latency ${view.environment} ${view.window} ${service} ${client ?? ''}`,
    signal => api.latency({ ...view, service, client }, signal),
    view,
  );
  return (
    <>
      {(['p50', 'p95', 'p99'] as const).map(name => {
        const value = data?.[name];
        const text = loading ? '…' : formatLatency(value);
        return (
          <Box
            key={name}
            sx={{ display: 'flex', justifyContent: 'space-between' }}
          >
            <dt>{name}</dt>
            <dd style={{ margin: 0 }}>
              {text === 'unknown' ? <UnknownValue /> : text}
            </dd>
          </Box>
        );
      })}
    </>
  );
}
