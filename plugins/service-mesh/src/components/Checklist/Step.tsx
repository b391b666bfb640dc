import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { OnboardingStep } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useIsChanged } from '../../hooks/useIsChanged';
import { fading } from '../../lib/fading';
import { toneColor } from '../../lib/tones';
import { Age } from '../Age';
import { BecauseButton } from '../BecausePanel';
import { changePath, useMeshLink } from '../MeshPage/useMeshLink';
import { NextStep } from './NextStep';
import { STEP_STATES } from './stepStates';

function Where({ step }: { step: OnboardingStep }) {
  const link = useMeshLink();
  const { since, change, pullRequest } = step;
  return (
    <>
      {since && <Age time={since} />}
      {change && (
        <Link
          to={link(changePath(change))}
          underline="always"
          aria-label={`Change of the step ${step.title}`}
        >
          Change
        </Link>
      )}
      {pullRequest && step.next?.url !== pullRequest.url && (
        <Link
          to={pullRequest.url}
          underline="always"
          aria-label={`Pull request #${pullRequest.number} of the step ${step.title}`}
        >
          #{pullRequest.number}
        </Link>
      )}
    </>
  );
}

/** One step on the way into the mesh: how it is, why, and what to do now. */
export function Step({
  step,
  isCurrent,
  service,
}: {
  step: OnboardingStep;
  /** Whether it is the first that is waited for. */
  isCurrent: boolean;
  service: string;
}) {
  const { id, title, state, says, because, next } = step;
  const { Shape, tone, word } = STEP_STATES[state];
  const isChanged = useIsChanged(state);
  const isOpen = state === 'waiting' || state === 'failed';
  return (
    <Box
      component="li"
      aria-current={isCurrent ? 'step' : undefined}
      sx={{ display: 'flex', gap: 1, py: 0.5 }}
    >
      <Box
        key={state}
        sx={{
          color: theme => toneColor(theme, tone),
          height: 18,
          borderRadius: '50%',
          mt: '2px',
          ...(isChanged && fading),
        }}
      >
        <Shape size={18} aria-hidden />
      </Box>
      <Box sx={{ minWidth: 0, flexGrow: 1 }}>
        <Box sx={{ fontWeight: isCurrent || state === 'failed' ? 600 : 400 }}>
          {title} ·{' '}
          <Box component="span" sx={{ color: theme => toneColor(theme, tone) }}>
            {word}
          </Box>
        </Box>
        <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {says}
        </Box>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 2,
            color: 'text.secondary',
          }}
        >
          <Where step={step} />
          {next && (isOpen || next.change) && (
            <NextStep next={next} about={service} />
          )}
        </Box>
      </Box>
      {because.length > 0 && (
        <Box sx={{ flexShrink: 0 }}>
          <BecauseButton
            id={`onboarding-${id}`}
            subject={`${title}: ${word}`}
            reasons={because}
          />
        </Box>
      )}
    </Box>
  );
}
