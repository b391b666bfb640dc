import { useId, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { ChangeAction } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { ErrorState } from '../ErrorState';
import { changePath, useMeshLink } from '../MeshPage/useMeshLink';
import { AnswerState } from '../QueryState';
import { ActionPreview } from './ActionPreview';
import { actionWords } from './actionWords';

const REASON_LENGTH = 2000;

/** Shows what an action would do, and does it once it is confirmed. */
export function ActionDialog({
  id,
  title,
  action,
  onClose,
  onMoved,
}: {
  id: string;
  title: string;
  action: ChangeAction;
  onClose: () => void;
  onMoved: () => void;
}) {
  const api = useApi(serviceMeshApiRef);
  const navigate = useNavigate();
  const link = useMeshLink();
  const titleId = useId();
  const [reason, setReason] = useState('');
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<Error>();
  const { label, does } = actionWords[action];
  const dryRun = useMeshQuery(
    `${action} ${id}`,
    signal => api.actOnChange(id, { action, dryRun: true }, signal),
    { paused: true },
  );
  const preview = dryRun.data?.preview;
  const blockedBy = preview?.blockedBy ?? [];
  const confirm = async () => {
    setSending(true);
    setError(undefined);
    try {
      const { change } = await api.actOnChange(id, {
        action,
        dryRun: false,
        ...(reason && { reason }),
      });
      if (change && change.id !== id) {
        navigate(link(changePath(change.id)));
      } else {
        onClose();
        onMoved();
      }
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    } finally {
      setSending(false);
    }
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      onClose={onClose}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {label}: {title}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <p>{does}</p>
          <AnswerState query={dryRun} rows={3}>
            {() => preview && <ActionPreview preview={preview} />}
          </AnswerState>
          <TextField
            label="Reason"
            multiline
            minRows={2}
            size="small"
            value={reason}
            inputProps={{ maxLength: REASON_LENGTH }}
            onChange={event => setReason(event.target.value)}
          />
          {error && <ErrorState error={error} onRetry={confirm} />}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="contained"
          disabled={isSending || !dryRun.data || blockedBy.length > 0}
          onClick={confirm}
        >
          {label}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
