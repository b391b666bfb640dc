import Box from '@mui/material/Box';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { PersonLink } from '../Changes';
import { Panel } from '../Panel';

/** What happened to the change, newest first. */
export function Events({ events }: Pick<ChangeDetail, 'events'>) {
  return (
    <Panel title="Events">
      {events.length === 0 && 'None yet'}
      <Box
        component="ol"
        tabIndex={0}
        aria-label="Events, newest first"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          maxHeight: 320,
          overflowY: 'auto',
          display: events.length === 0 ? 'none' : undefined,
        }}
      >
        {events.map(({ at, kind, says, by }, index) => (
          <Box
            component="li"
            key={`${events.length - index}`}
            sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5, pb: 1 }}
          >
            <Age time={at} /> · <strong>{kind}</strong>
            {by && (
              <>
                {' by '}
                <PersonLink name={by} />
              </>
            )}
            <Box sx={{ overflowWrap: 'anywhere' }}>{says}</Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
