import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import { changePath, useMeshLink } from '../MeshPage/useMeshLink';

/** Changes that this one takes back, or that took its place. */
export function Related({
  change: { reverts, revertedBy, supersededBy },
}: {
  change: Pick<ChangeDetail, 'reverts' | 'revertedBy' | 'supersededBy'>;
}) {
  const link = useMeshLink();
  const related: [string, string | undefined][] = [
    ['It takes back an earlier change.', reverts],
    ['A later change takes it back.', revertedBy],
    ['A later change took its place.', supersededBy],
  ];
  return (
    <>
      {related.map(
        ([says, id]) =>
          id && (
            <Alert key={says} severity="info">
              {says}{' '}
              <Link to={link(changePath(id))} underline="always">
                See it
              </Link>
            </Alert>
          ),
      )}
    </>
  );
}
