import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { ResponseError } from '@backstage/errors';

const TITLES: Record<number, string> = { 403: 'Not allowed', 404: 'Not found' };

/** A question without an answer: not allowed, not found, or nobody answered. */
export function ErrorState({
  error,
  onRetry,
}: {
  error: Error;
  onRetry: () => void;
}) {
  const status = error instanceof ResponseError ? error.statusCode : undefined;
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return (
    <Alert
      severity={status === 403 ? 'info' : 'error'}
      action={
        status === 403 ? undefined : (
          <Button color="inherit" onClick={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <AlertTitle>{TITLES[status ?? 0] ?? 'No answer'}</AlertTitle>
      {cause ?? error.message}
    </Alert>
  );
}
