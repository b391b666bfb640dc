import type { ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { MeshQuery } from '../../hooks/useMeshQuery';
import { ErrorState } from '../ErrorState';

/** The states of a question whose answer names no sources: loading, failed, older, answered. */
export function AnswerState<T>({
  query: { data, error, retry },
  rows = 6,
  children,
}: {
  query: MeshQuery<T>;
  /** Lines of the skeleton, about as high as the answer. */
  rows?: number;
  children: (data: T) => ReactNode;
}) {
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
      {children(data)}
    </Stack>
  );
}
