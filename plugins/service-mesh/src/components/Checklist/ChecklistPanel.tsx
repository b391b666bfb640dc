import { useId } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Onboarding } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { MeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { StatusMark } from '../StatusMark';
import { Steps } from './Steps';

function InTheMesh({ since, steps }: Pick<Onboarding, 'since' | 'steps'>) {
  const done = steps.filter(({ state }) => state === 'done').length;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
      <StatusMark tone="good" label="In the mesh" />
      <span>
        {since && (
          <>
            since{' '}
            <time dateTime={since}>{new Date(since).toLocaleString()}</time>,{' '}
          </>
        )}
        {done} {done === 1 ? 'check' : 'checks'} green
      </span>
    </Box>
  );
}

/** The way of a service into the mesh: one line when all is done, otherwise every step. */
export function ChecklistPanel({ query }: { query: MeshQuery<Onboarding> }) {
  const id = useId();
  const [shown, setShown] = useUrlState('checklist');
  const { state, steps } = query.data ?? {};
  if (steps?.length === 0) {
    return null;
  }
  const isDone = state === 'onboarded';
  const isOpen = !isDone || shown === 'all';
  return (
    <Panel
      title="Onboarding"
      action={
        isDone && (
          <Button
            size="small"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setShown(isOpen ? '' : 'all')}
          >
            {isOpen ? 'Hide the checks' : 'Show the checks'}
          </Button>
        )
      }
    >
      <QueryState query={query} rows={1} isPart>
        {onboarding => (
          <div>
            {isDone ? (
              <InTheMesh {...onboarding} />
            ) : (
              <Typography aria-live="polite" sx={{ fontWeight: 600, mb: 1 }}>
                {onboarding.says}
              </Typography>
            )}
            <div id={id}>{isOpen && <Steps onboarding={onboarding} />}</div>
          </div>
        )}
      </QueryState>
    </Panel>
  );
}
