import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Canary } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';
import { Age } from '../Age';
import { BecauseButton } from '../BecausePanel';
import { ChangeLink } from '../ChangeForm/links';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';
import { ArmTable } from './ArmTable';
import { SplitBars } from './SplitBars';

const SOURCES: Record<Canary['source'], string> = {
  virtualservice: 'VirtualService',
  httproute: 'HTTPRoute',
  'argo-rollouts': 'Argo Rollouts',
  flagger: 'Flagger',
};

const PHASE_TONES: Partial<Record<Canary['phase'], Tone>> = {
  Failed: 'bad',
  Invalid: 'bad',
  Aborted: 'warning',
  Paused: 'warning',
  AwaitingPromotion: 'warning',
  Unknown: 'unknown',
  Succeeded: 'good',
};

const NEXT_STEPS = [
  ['canary-step', 'Next step…'],
  ['canary-promote', 'Promote…'],
  ['canary-abort', 'Roll back…'],
];

const STEP_MARKS = { done: '✓', current: '▸', todo: '·' };

const COMPARISON_TONES: Record<Canary['comparison'], Tone> = {
  worse: 'bad',
  'slightly-worse': 'warning',
  better: 'good',
  alike: 'good',
  inconclusive: 'unknown',
  none: 'quiet',
};

function verdictTone({ comparison, impact, inTrouble }: Canary): Tone {
  if (impact === 'serving-degraded') {
    return 'bad';
  }
  const tone = COMPARISON_TONES[comparison];
  return inTrouble && tone !== 'bad' ? 'warning' : tone;
}

function NextSteps({
  canary: { namespace, service, source, arms },
}: {
  canary: Canary;
}) {
  if (source !== 'virtualservice') {
    return <>{SOURCES[source]} moves its requests, so no change does.</>;
  }
  const version = arms.find(({ role }) => role === 'canary')?.version;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
      {NEXT_STEPS.map(([template, label]) => (
        <ChangeLink
          key={template}
          template={template}
          parameters={{ namespace, service, ...(version && { version }) }}
          about={service}
        >
          {label}
        </ChangeLink>
      ))}
    </Box>
  );
}

/** One canary: phase, splits, verdict, versions, steps, and the changes that go on with it. */
export function CanaryCard({ canary }: { canary: Canary }) {
  const link = useMeshLink();
  const {
    namespace,
    service,
    phase,
    rawPhase,
    since,
    steps,
    matches = [],
  } = canary;
  return (
    <Panel
      title={`${service} · ${namespace}`}
      action={
        <BecauseButton
          id={`canary ${canary.id}`}
          subject={`${service} is ${phase}`}
          reasons={canary.because}
        />
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, mb: 1 }}>
        <StatusMark tone={PHASE_TONES[phase] ?? 'quiet'} label={phase} />
        {rawPhase && rawPhase !== phase && <span>({rawPhase})</span>}
        <span>by {SOURCES[canary.source]}</span>
        <span title={canary.sinceReason}>
          {since ? (
            <>
              since <Age time={since} />
            </>
          ) : (
            `since unknown: ${canary.sinceReason ?? 'no object tells it'}`
          )}
        </span>
        <Link to={link(servicePath(namespace, service))}>See {service}</Link>
      </Box>
      <SplitBars canary={canary} />
      <Box sx={{ my: 1 }}>
        <StatusMark tone={verdictTone(canary)} label={canary.verdict} />
        {canary.reason && canary.reason !== canary.verdict && (
          <div>{canary.reason}</div>
        )}
      </Box>
      {matches.length > 0 && <div>By match: {matches.join('; ')}</div>}
      <ArmTable service={service} arms={canary.arms} />
      {steps && (
        <Box
          component="ol"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            gap: 2,
            pl: 0,
            listStyle: 'none',
          }}
        >
          {steps.map(({ label, state }, index) => (
            <Box
              component="li"
              key={index}
              aria-current={state === 'current' ? 'step' : undefined}
              sx={{ fontWeight: state === 'current' ? 700 : 400 }}
            >
              {STEP_MARKS[state]} {label}
            </Box>
          ))}
        </Box>
      )}
      <NextSteps canary={canary} />
    </Panel>
  );
}
