import type { ReactNode } from 'react';
import { ResponseError } from '@backstage/errors';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Answer } from '../Answer';
import { ServiceChanges } from '../ChangeForm/links';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { ChecklistPanel } from './ChecklistPanel';
import { useOnboarding } from './useOnboarding';

/** A service that the cluster does not have yet: the change that brings it, and what it waits for. */
export function ServiceOnItsWay({
  view,
  namespace,
  service,
  children,
}: {
  view: MeshView;
  namespace: string;
  service: string;
  /** Shown when no change brings it either. */
  children: ReactNode;
}) {
  const query = useOnboarding(view, namespace, service);
  const { data, error } = query;
  if (!data && error instanceof ResponseError && error.statusCode === 404) {
    return <>{children}</>;
  }
  return (
    <QueryState query={query} rows={8}>
      {() => (
        <Stack spacing={2}>
          <Box>
            <Typography
              variant="h4"
              component="h1"
              sx={{ fontSize: '1.6rem', m: 0 }}
            >
              {service}
            </Typography>
            {namespace}
          </Box>
          <Answer>{`${view.environment} does not have it yet`}</Answer>
          <ChecklistPanel query={query} />
          <ServiceChanges view={view} namespace={namespace} service={service} />
        </Stack>
      )}
    </QueryState>
  );
}
