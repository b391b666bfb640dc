import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import type { ChangePreview } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { ErrorState } from '../ErrorState';
import { changePath, useMeshLink } from '../MeshPage/useMeshLink';
import { reasonsNot } from './reasonsNot';
import type { LiveChange } from './useChangePreview';

function Target({ target }: Pick<ChangePreview, 'target'>) {
  const { repository, base, branch, reviewers } = target;
  return (
    <Box sx={{ flex: 1, minWidth: 260, overflowWrap: 'anywhere' }}>
      <div>
        <Link to={repository} underline="always">
          {repository}
        </Link>
      </div>
      <div>
        <code>{branch}</code> into <code>{base}</code>
      </div>
      <div>
        Reviewers: {reviewers.length > 0 ? reviewers.join(', ') : 'none'}
      </div>
    </Box>
  );
}

/** Where the change would go, and the button that proposes it. */
export function ProposeBar({
  environment,
  live: { request, preview },
  draft,
  onDraft,
}: {
  environment: string;
  live: LiveChange;
  draft: boolean;
  onDraft: (draft: boolean) => void;
}) {
  const api = useApi(serviceMeshApiRef);
  const link = useMeshLink();
  const navigate = useNavigate();
  const reasonsId = useId();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const reasons = reasonsNot(preview);
  const propose = async () => {
    setSending(true);
    setError(undefined);
    try {
      const { change } = await api.proposeChange(environment, {
        ...request,
        dryRun: false,
      });
      if (change) {
        navigate(link(changePath(change.id)));
      } else {
        preview.retry();
      }
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    } finally {
      setSending(false);
    }
  };
  return (
    <Paper
      component="section"
      aria-label="Proposal"
      variant="outlined"
      sx={{
        p: 2,
        position: 'sticky',
        bottom: 0,
        zIndex: 1,
        maxHeight: '40vh',
        overflow: 'auto',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 2,
        }}
      >
        {preview.data && <Target target={preview.data.target} />}
        <Box
          component="ul"
          id={reasonsId}
          aria-label="Why it cannot be proposed"
          sx={{
            flex: 1,
            minWidth: 260,
            m: 0,
            pl: 2.5,
            display: reasons.length === 0 ? 'none' : undefined,
          }}
        >
          {reasons.map(reason => (
            <li key={reason}>{reason}</li>
          ))}
        </Box>
        <FormControlLabel
          control={
            <Checkbox
              checked={draft}
              onChange={(_, checked) => onDraft(checked)}
            />
          }
          label="Draft"
        />
        <Button
          variant="contained"
          disabled={isSending || preview.isPending || reasons.length > 0}
          aria-describedby={reasonsId}
          onClick={propose}
        >
          {isSending ? 'Proposing…' : 'Propose'}
        </Button>
      </Box>
      {error && <ErrorState error={error} onRetry={propose} />}
    </Paper>
  );
}
