import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Change } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useMeshLink } from '../MeshPage/useMeshLink';

/** The template and what was given to it. */
export function Parameters({
  change: { template, parameters, environment },
}: {
  change: Pick<Change, 'template' | 'parameters' | 'environment'>;
}) {
  const link = useMeshLink();
  return (
    <>
      <p>
        Template <code>{template}</code>.{' '}
        <Link
          to={link('changes/new', {
            environment,
            template,
            p: JSON.stringify(parameters),
          })}
          underline="always"
        >
          Open the form with these parameters
        </Link>
      </p>
      <Box
        component="pre"
        tabIndex={0}
        aria-label="Parameters"
        sx={{ m: 0, overflow: 'auto', maxHeight: 480, fontSize: 13 }}
      >
        {JSON.stringify(parameters, null, 2)}
      </Box>
    </>
  );
}
