import { useApi } from '@backstage/core-plugin-api';
import Stack from '@mui/material/Stack';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { Answer } from '../Answer';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { SearchField, useSearch } from '../SearchField';
import { Authorities } from './Authorities';
import { MtlsTable } from './MtlsTable';
import { NamespaceBars } from './NamespaceBars';

/** Per service and port, what is configured and what is observed. */
export function MtlsPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const search = useSearch();
  const query = useMeshQuery(
    `mtls ${view.environment} ${view.window}`,
    signal => api.mtls(view, signal),
    view,
  );
  return (
    <QueryState query={query} rows={10}>
      {mtls => (
        <Stack spacing={2}>
          <Answer>{mtls.answer}</Answer>
          {mtls.items.length === 0 ? (
            <EmptyState title="No service is in this environment">
              As soon as the cluster has a Service, its mTLS mode stands here.
            </EmptyState>
          ) : (
            <>
              <Panel title="Configured, by namespace">
                <NamespaceBars namespaces={mtls.namespaces} />
              </Panel>
              <Panel
                title="Services and ports"
                action={<SearchField label="Search services" />}
              >
                <MtlsTable
                  rows={search(
                    mtls.items,
                    ({ namespace, service }) => `${namespace}/${service}`,
                  )}
                />
              </Panel>
              <Panel title="Authorities and certificates">
                <Authorities authorities={mtls.authorities} />
              </Panel>
            </>
          )}
        </Stack>
      )}
    </QueryState>
  );
}
