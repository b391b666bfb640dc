import { Link } from '@backstage/core-components';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import type {
  Health,
  Overview,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthTone } from '../../lib/tones';
import { useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';

const ORDER: Health[] = ['failing', 'degraded', 'unknown', 'ok', 'idle'];

/** How many services are in which health, and what the catalog expects here and the cluster does not have. */
export function ServiceCounts({
  overview: { services, unmatchedEntities },
}: {
  overview: Overview;
}) {
  const link = useMeshLink();
  return (
    <Panel
      title={`${services.total} services`}
      action={<Link to={link('topology')}>See topology</Link>}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
        {ORDER.filter(health => services[health] > 0).map(health => (
          <StatusMark
            key={health}
            tone={healthTone[health]}
            label={`${services[health]} ${health}`}
          />
        ))}
      </Box>
      {unmatchedEntities.length > 0 && (
        <Box sx={{ mt: 1 }}>
          In the catalog and not in the cluster:{' '}
          {unmatchedEntities.map(({ ref, title }, index) => (
            <span key={ref}>
              {index > 0 && ', '}
              <EntityRefLink entityRef={ref} title={title} />
            </span>
          ))}
        </Box>
      )}
    </Panel>
  );
}
