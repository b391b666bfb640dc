import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';

type Check = ChangeDetail['checks'][number];

const TONES: Record<Check['state'], Tone> = {
  success: 'good',
  pending: 'quiet',
  failure: 'bad',
  unknown: 'unknown',
};

/** What the repository host runs on the pull request. */
export function HostChecks({ checks }: { checks: readonly Check[] }) {
  return (
    <Panel title="Checks of the repository host">
      {checks.length === 0 && 'None'}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {checks.map(({ name, state, description, url }) => (
          <Box
            component="li"
            key={name}
            sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}
          >
            <StatusMark tone={TONES[state]} label={state} />
            {url ? (
              <Link to={url} underline="always">
                {name}
              </Link>
            ) : (
              <span>{name}</span>
            )}
            <span>{description}</span>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
