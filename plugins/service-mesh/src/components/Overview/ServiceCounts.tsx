import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type {
  Health,
  Overview,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { healthTone } from '../../lib/tones';
import { useMeshLink } from '../MeshPage';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';

const ORDER: Health[] = ['failing', 'degraded', 'unknown', 'ok', 'idle'];

/** How many services are in which health. */
export function ServiceCounts({ services }: Pick<Overview, 'services'>) {
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
    </Panel>
  );
}
