import Box from '@mui/material/Box';
import type { Overview } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Age } from '../Age';
import { Panel } from '../Panel';

/** What was made, changed or removed in the last day, newest first. */
export function RecentChanges({ changes }: Pick<Overview, 'changes'>) {
  return (
    <Panel title="Changed in the last 24 h">
      {changes.length === 0 && 'Nothing that the portal has seen'}
      <Box
        component="ol"
        tabIndex={0}
        aria-label="Changes, newest first"
        sx={{
          listStyle: 'none',
          p: 0,
          m: 0,
          maxHeight: 260,
          overflowY: 'auto',
          display: changes.length === 0 ? 'none' : undefined,
        }}
      >
        {changes.map(({ at, action, object, says }) => (
          <Box
            component="li"
            key={`${at} ${action} ${object.kind} ${object.namespace} ${object.name}`}
            sx={{ borderLeft: 2, borderColor: 'divider', pl: 1.5, pb: 1 }}
          >
            <Age time={at} /> · <strong>{object.name}</strong> {object.kind}
            {object.namespace && ` in ${object.namespace}`}
            <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
              {says}
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
