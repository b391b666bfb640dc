import { useApi } from '@backstage/core-plugin-api';
import Stack from '@mui/material/Stack';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { Answer } from '../Answer';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { SearchField, useSearch } from '../SearchField';
import { ChangeLink } from '../ChangeForm/links';
import { CanaryCard } from './CanaryCard';

/** Every service with more than one version in its routes. */
export function CanariesPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const search = useSearch();
  const query = useMeshQuery(
    `canaries ${view.environment} ${view.window}`,
    signal => api.canaries(view, signal),
    view,
  );
  return (
    <QueryState query={query}>
      {({ answer, items }) => (
        <Stack spacing={2}>
          <Answer>{answer}</Answer>
          {items.length === 0 ? (
            <EmptyState title="No canary">
              A canary is a new version that gets a small share of the requests.
              It stands here as soon as a VirtualService or an HTTPRoute names
              two versions of a service, or a Rollout or a Flagger Canary runs.
              <p>
                <ChangeLink template="canary-start" parameters={{}}>
                  Start a canary…
                </ChangeLink>
              </p>
            </EmptyState>
          ) : (
            <>
              <SearchField label="Search services" />
              {search(
                items,
                ({ namespace, service }) => `${namespace}/${service}`,
              ).map(canary => (
                <CanaryCard key={canary.id} canary={canary} />
              ))}
            </>
          )}
        </Stack>
      )}
    </QueryState>
  );
}
