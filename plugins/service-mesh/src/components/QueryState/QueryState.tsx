import type { ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type {
  Sources,
  SourceState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshQuery } from '../../hooks/useMeshQuery';

function Stale({ name, source }: { name: string; source: SourceState }) {
  if (source.state === 'live') {
    return null;
  }
  const since = source.since
    ? ` since ${new Date(source.since).toLocaleTimeString()}`
    : '';
  return (
    <Alert severity="warning" role="status">
      {source.state === 'stale'
        ? `${name} is away${since}: what it told before is shown.`
        : `${name} is not available${since}: what it would tell is unknown.`}{' '}
      {source.reason}
    </Alert>
  );
}

/** Says which sources are stale or away; nothing when all are live. */
export function Freshness({ sources }: { sources: Sources }) {
  return (
    <>
      <Stale name="Prometheus" source={sources.telemetry} />
      <Stale name="The cluster" source={sources.kubernetes} />
    </>
  );
}

function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const isDenied =
    error.name === 'NotAllowedError' || /\b403\b/.test(error.message);
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return (
    <Alert
      severity={isDenied ? 'info' : 'error'}
      action={
        isDenied ? undefined : (
          <Button color="inherit" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      <AlertTitle>{isDenied ? 'Not allowed' : 'No answer'}</AlertTitle>
      {cause ?? error.message}
    </Alert>
  );
}

/** The states of a question: loading, failed, stale, answered. */
export function QueryState<T extends { sources: Sources }>({
  query,
  rows = 6,
  children,
}: {
  query: MeshQuery<T>;
  /** Lines of the skeleton, about as high as the answer. */
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { data, error, loading, retry } = query;
  if (data === undefined) {
    return loading || !error ? (
      <Box aria-busy aria-label="Loading" role="status">
        <Skeleton height={48} width="60%" />
        {Array.from({ length: rows }, (_, index) => (
          <Skeleton key={index} height={56} />
        ))}
      </Box>
    ) : (
      <Failure error={error} retry={retry} />
    );
  }
  return (
    <Stack spacing={2}>
      {error && (
        <Alert severity="warning" role="status">
          The last refresh failed: {error.message}. What is shown is older.
        </Alert>
      )}
      <Freshness sources={data.sources} />
      {children(data)}
    </Stack>
  );
}
