import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Problem } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';
import { Age } from '../Age';
import { BecauseButton } from '../BecausePanel';
import { ChangeLink } from '../ChangeForm/links';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';

const TONES: Record<Problem['severity'], Tone> = {
  critical: 'bad',
  warning: 'warning',
  info: 'quiet',
};

function usePlaceOf() {
  const link = useMeshLink();
  return ({ kind, subject }: Problem): string | undefined => {
    if (kind === 'canary') {
      return link('canaries');
    }
    if (subject?.kind === 'service' && subject.namespace) {
      return link(servicePath(subject.namespace, subject.name));
    }
    if (kind === 'finding') {
      return link('findings');
    }
    return kind === 'certificate' || kind === 'sidecar'
      ? link('mtls')
      : undefined;
  };
}

/** The change that mends a problem, where a template does. */
function Mend({ problem: { kind, subject, title } }: { problem: Problem }) {
  const namespace = subject?.namespace;
  if (!namespace) {
    return null;
  }
  return kind === 'plaintext' ? (
    <ChangeLink
      template="mtls-mode"
      parameters={{ namespace, mode: 'STRICT' }}
      about={title}
    >
      Tighten…
    </ChangeLink>
  ) : kind === 'canary' ? (
    <ChangeLink
      template="canary-abort"
      parameters={{ namespace, service: subject.name }}
      about={title}
    >
      Roll back…
    </ChangeLink>
  ) : null;
}

/** What needs somebody, worst first. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  const placeOf = usePlaceOf();
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
      {problems.map(problem => {
        const { id, severity, title, detail, since, because } = problem;
        const place = placeOf(problem);
        return (
          <Box
            component="li"
            key={id}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              columnGap: 2,
              py: 0.75,
              borderTop: 1,
              borderColor: 'divider',
              '&:first-of-type': { borderTop: 0 },
            }}
          >
            <Box sx={{ minWidth: 110 }}>
              <StatusMark tone={TONES[severity]} label={severity} />
            </Box>
            <Box sx={{ minWidth: 170, fontWeight: 600 }}>
              {place ? <Link to={place}>{title}</Link> : title}
            </Box>
            <Box sx={{ flex: 1, minWidth: 220 }}>
              {detail}
              {since && (
                <>
                  {' · since '}
                  <Age time={since} />
                </>
              )}
            </Box>
            <Mend problem={problem} />
            <BecauseButton
              id={`problem ${id}`}
              subject={`${title}: ${detail}`}
              reasons={because}
            />
          </Box>
        );
      })}
    </Box>
  );
}
