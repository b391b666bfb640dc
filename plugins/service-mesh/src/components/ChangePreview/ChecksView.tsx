import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type {
  ChangeCheck,
  Finding,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';

const TONES: Record<ChangeCheck['state'], Tone> = {
  passed: 'good',
  warning: 'warning',
  blocked: 'bad',
  unknown: 'unknown',
};

function CheckFinding({ finding }: { finding: Finding }) {
  const link = useMeshLink();
  const { code, severity, object, field, message, fix } = finding;
  return (
    <li>
      {severity} {code}{' '}
      {object && (
        <>
          <Link to={link(...objectPath(object))} underline="always">
            {object.kind} {object.name}
          </Link>{' '}
        </>
      )}
      {field && <code>{field}</code>} {message} {fix}
    </li>
  );
}

/** What was checked before the change leaves the portal. */
export function ChecksView({ checks }: { checks: readonly ChangeCheck[] }) {
  return (
    <Box
      component="ul"
      aria-label="Checks"
      sx={{ listStyle: 'none', p: 0, m: 0 }}
    >
      {checks.map(({ name, state, says, findings }) => (
        <Box component="li" key={name} sx={{ py: 0.75 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
            <Box sx={{ minWidth: 90 }}>
              <StatusMark tone={TONES[state]} label={state} />
            </Box>
            <Box sx={{ minWidth: 90, fontWeight: 600 }}>{name}</Box>
            <Box sx={{ flex: 1, minWidth: 200 }}>{says}</Box>
          </Box>
          {findings.length > 0 && (
            <Box component="ul" sx={{ pl: 3 }}>
              {findings.map((finding, index) => (
                <CheckFinding key={index} finding={finding} />
              ))}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}
