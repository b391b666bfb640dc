import Box from '@mui/material/Box';
import type { Onboarding } from '@ecotrack/backstage-plugin-service-mesh-common';
import { Step } from './Step';

/** The steps in their order. */
export function Steps({
  onboarding: { steps, service },
}: {
  onboarding: Onboarding;
}) {
  const current = steps.find(({ state }) =>
    ['waiting', 'failed'].includes(state),
  );
  return (
    <Box
      component="ol"
      aria-label="Steps into the mesh"
      sx={{ listStyle: 'none', p: 0, m: 0 }}
    >
      {steps.map(step => (
        <Step
          key={step.id}
          step={step}
          isCurrent={step === current}
          service={service}
        />
      ))}
    </Box>
  );
}
