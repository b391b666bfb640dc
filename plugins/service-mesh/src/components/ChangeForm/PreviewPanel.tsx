import { Link } from '@backstage/core-components';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import type { ChangePreview } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { DebouncedAnswer } from '../../hooks/useDebouncedAnswer';
import {
  ChecksView,
  DiffView,
  EffectView,
  PreviewTabs,
} from '../ChangePreview';
import { ErrorState } from '../ErrorState';
import { Freshness } from '../Freshness';
import { changePath, useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';
import { unknownOf } from './unknownOf';

function Notices({ preview }: { preview: ChangePreview }) {
  const link = useMeshLink();
  const { unchanged, existing, alsoChanged, expires, notes } = preview;
  return (
    <>
      {unchanged && (
        <Alert severity="info">Git already says what is asked for.</Alert>
      )}
      {existing && (
        <Alert severity="info">
          An open change asks for the same.{' '}
          <Link to={link(changePath(existing))} underline="always">
            See it
          </Link>
        </Alert>
      )}
      {alsoChanged.length > 0 && (
        <Alert severity="warning">
          The same files change {alsoChanged.join(', ')} too.
        </Alert>
      )}
      {expires && <Alert severity="info">{expires}</Alert>}
      {notes.length > 0 && (
        <Box component="ul" aria-label="Notes" sx={{ pl: 2.5, m: 0 }}>
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </Box>
      )}
    </>
  );
}

/** What the change would do, to the callers and to the files; the last preview stays while the next is made. */
export function PreviewPanel({
  preview: { data, error, isPending, retry },
  formError,
  acknowledged,
  onAcknowledged,
}: {
  preview: DebouncedAnswer<ChangePreview | undefined>;
  /** Why nothing can be offered in the form. */
  formError?: Error;
  /** What was unknown when it was acknowledged. */
  acknowledged: string;
  onAcknowledged: (unknown: string) => void;
}) {
  return (
    <Panel title={data?.title || 'Preview'}>
      <Box sx={{ height: 4, mb: 1 }}>
        {isPending && <LinearProgress aria-label="Making the preview" />}
      </Box>
      <Stack spacing={2}>
        {(error ?? formError) && (
          <ErrorState error={(error ?? formError)!} onRetry={retry} />
        )}
        {!data && !error && (
          <Box aria-busy aria-label="Loading" role="status">
            <Skeleton height={48} />
            <Skeleton height={240} />
          </Box>
        )}
        {data && (
          <>
            <Freshness sources={data.sources} />
            <Notices preview={data} />
            <Box aria-busy={isPending}>
              <PreviewTabs
                tabs={[
                  {
                    id: 'effect',
                    title: 'Effect',
                    content: (
                      <EffectView
                        effect={data.effect}
                        acknowledged={acknowledged === unknownOf(data.effect)}
                        onAcknowledged={isAcknowledged =>
                          onAcknowledged(
                            isAcknowledged ? unknownOf(data.effect) : '',
                          )
                        }
                      />
                    ),
                  },
                  {
                    id: 'diff',
                    title: `Diff (${data.files.length})`,
                    content: <DiffView files={data.files} />,
                  },
                  {
                    id: 'checks',
                    title: 'Checks',
                    content: <ChecksView checks={data.checks} />,
                  },
                ]}
              />
            </Box>
          </>
        )}
      </Stack>
    </Panel>
  );
}
