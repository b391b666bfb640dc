import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';

/** Where one sees the service of an onboarding come into the mesh. */
export function FollowService({
  change: { template, service, environment },
}: {
  change: Pick<ChangeDetail, 'template' | 'service' | 'environment'>;
}) {
  const link = useMeshLink();
  return template === 'onboard-service' && service ? (
    <Alert severity="info">
      <Link
        to={link(servicePath(service.namespace, service.name), {
          environment,
        })}
        underline="always"
      >
        Follow it on the page of {service.name}
      </Link>
    </Alert>
  ) : null;
}
