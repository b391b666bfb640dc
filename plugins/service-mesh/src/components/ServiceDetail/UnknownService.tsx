import Stack from '@mui/material/Stack';
import { ChangeLink } from '../ChangeForm/links';
import { ServiceOnItsWay } from '../Checklist';
import { ErrorState } from '../ErrorState';
import type { MeshView } from '../MeshScope';

/** A service that the cluster does not have: on its way by a change, or nowhere, and then one may onboard it. */
export function UnknownService({
  view,
  namespace,
  service,
  error,
  onRetry,
}: {
  view: MeshView;
  namespace: string;
  service: string;
  /** What was said about the service itself. */
  error: Error;
  onRetry: () => void;
}) {
  return (
    <ServiceOnItsWay view={view} namespace={namespace} service={service}>
      <Stack spacing={2} alignItems="flex-start">
        <ErrorState error={error} onRetry={onRetry} />
        <ChangeLink
          template="onboard-service"
          parameters={{ namespace, service }}
        >
          {`Onboard ${service}…`}
        </ChangeLink>
      </Stack>
    </ServiceOnItsWay>
  );
}
