import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type {
  Because,
  ReadinessItem,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';
import { MendLink } from './MendLink';
import { READINESS_STATES } from './readinessStates';

function Decided({ because }: { because: readonly Because[] }) {
  const link = useMeshLink();
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5, color: 'text.secondary' }}>
      {because.map(({ object, field, line }) =>
        object ? (
          <li key={`${object.kind} ${object.namespace} ${object.name}`}>
            {object.kind}{' '}
            <Link to={link(...objectPath(object, line))} underline="always">
              {[object.namespace, object.name].filter(Boolean).join('/')}
            </Link>
            {field && (
              <>
                {' · '}
                <Box component="code" sx={{ overflowWrap: 'anywhere' }}>
                  {field}
                </Box>
              </>
            )}
          </li>
        ) : null,
      )}
    </Box>
  );
}

/** One thing that was looked at: how it is, by which objects, and the change that mends it. */
export function Item({
  item: { state, title, says, because, mend },
  about,
}: {
  item: ReadinessItem;
  about: string;
}) {
  const { tone, label } = READINESS_STATES[state];
  return (
    <Box
      component="li"
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, py: 1 }}
    >
      <Box sx={{ width: 110, flexShrink: 0 }}>
        <StatusMark tone={tone} label={label} />
      </Box>
      <Box sx={{ flex: '1 1 300px', maxWidth: '80ch' }}>
        <Typography variant="subtitle2" component="h4">
          {title}
        </Typography>
        <Box component="p" sx={{ m: 0 }}>
          {says}
        </Box>
        {because.length > 0 && <Decided because={because} />}
      </Box>
      {mend && <MendLink mend={mend} about={about} />}
    </Box>
  );
}
