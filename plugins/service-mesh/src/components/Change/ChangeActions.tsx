import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type {
  ChangeAction,
  ChangeDetail,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useUrlState } from '../../hooks/useUrlState';
import { ErrorState } from '../ErrorState';
import { ActionDialog } from './ActionDialog';
import { actionWords } from './actionWords';

/** What one may do with the change; what one may not says why. */
export function ChangeActions({
  change: { id, title, actions },
  onMoved,
}: {
  change: ChangeDetail;
  onMoved: () => void;
}) {
  const api = useApi(serviceMeshApiRef);
  const [open, setOpen] = useUrlState('action');
  const [error, setError] = useState<Error>();
  const refresh = async () => {
    setError(undefined);
    try {
      await api.actOnChange(id, { action: 'refresh', dryRun: false });
      onMoved();
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)));
    }
  };
  const start = (action: ChangeAction) =>
    action === 'refresh' ? refresh() : setOpen(action);
  const opened = actions.find(
    ({ action, allowed }) => allowed && action === open && action !== 'refresh',
  );
  return (
    <section aria-label="Actions">
      <Box
        component="ul"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 1,
          listStyle: 'none',
          p: 0,
          m: 0,
        }}
      >
        {actions.map(({ action, allowed, reason }) => (
          <Box component="li" key={action} sx={{ maxWidth: '28ch' }}>
            <Button
              variant="outlined"
              size="small"
              disabled={!allowed}
              aria-describedby={reason && `why-not-${action}`}
              onClick={() => start(action)}
            >
              {actionWords[action].label}
              {action !== 'refresh' && '…'}
            </Button>
            {!allowed && reason && (
              <Box
                id={`why-not-${action}`}
                sx={{ color: 'text.secondary', fontSize: '0.875rem' }}
              >
                {reason}
              </Box>
            )}
          </Box>
        ))}
      </Box>
      {error && <ErrorState error={error} onRetry={refresh} />}
      {opened && (
        <ActionDialog
          id={id}
          title={title}
          action={opened.action}
          onClose={() => setOpen('')}
          onMoved={onMoved}
        />
      )}
    </section>
  );
}
