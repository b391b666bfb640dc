import Box from '@mui/material/Box';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';
import { Age } from '../Age';
import { PersonLink } from '../Changes';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';

type Review = ChangeDetail['reviews'][number];

const STATES: Record<Review['state'], [Tone, string]> = {
  approved: ['good', 'approved'],
  'changes-requested': ['bad', 'asks for changes'],
  commented: ['quiet', 'commented'],
  dismissed: ['quiet', 'dismissed'],
};

/** Who looked at the pull request, and what they said. */
export function Reviews({ reviews }: { reviews: readonly Review[] }) {
  return (
    <Panel title="Reviews">
      {reviews.length === 0 && 'None yet'}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {reviews.map(({ by, state, at }, index) => {
          const [tone, label] = STATES[state];
          return (
            <Box
              component="li"
              key={index}
              sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}
            >
              <StatusMark tone={tone} label={label} />
              <PersonLink name={by} />
              {at && <Age time={at} />}
            </Box>
          );
        })}
      </Box>
    </Panel>
  );
}
