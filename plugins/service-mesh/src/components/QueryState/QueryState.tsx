import type { ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { Sources } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshQuery } from '../../hooks/useMeshQuery';
import { ErrorState } from '../ErrorState';
import { Freshness } from '../Freshness';

/** The states of a question: loading, failed, stale, answered. */
export function QueryState<T extends { sources: Sources }>({
  query,
  rows = 6,
  isPart = false,
  children,
}: {
  query: MeshQuery<T>;
  /** Lines of the skeleton, about as high as the answer. */
  rows?: number;
  /** Part of a page that says itself how fresh its sources are. */
  isPart?: boolean;
  children: (data: T) => ReactNode;
}) {
  const { data, error, retry } = query;
  if (data === undefined) {
    return error ? (
      <ErrorState error={error} onRetry={retry} />
    ) : (
      <Box aria-busy aria-label="Loading" role="status">
        <Skeleton height={48} width="60%" />
        {Array.from({ length: rows }, (_, index) => (
          <Skeleton key={index} height={56} />
        ))}
      </Box>
    );
  }
  return (
    <Stack spacing={2}>
      {error && (
        <Alert severity="warning" role="status">
          The last refresh failed: {error.message}. What is shown is older.
        </Alert>
      )}
      {!isPart && <Freshness sources={data.sources} />}
      {children(data)}
    </Stack>
  );
}
