import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { ChangePreview } from '@ecotrack/backstage-plugin-service-mesh-common';
import { DiffView, EffectView } from '../ChangePreview';
import { Freshness } from '../Freshness';

/** What an action would do, and why it cannot be done. */
export function ActionPreview({ preview }: { preview: ChangePreview }) {
  const { title, blockedBy, effect, files, sources } = preview;
  return (
    <>
      <Freshness sources={sources} />
      {blockedBy.length > 0 && (
        <Alert severity="warning">
          It cannot be done now.
          <Box component="ul" sx={{ pl: 2.5, m: 0 }}>
            {blockedBy.map(reason => (
              <li key={reason}>{reason}</li>
            ))}
          </Box>
        </Alert>
      )}
      <strong>{title}</strong>
      <EffectView effect={effect} />
      <DiffView files={files} />
    </>
  );
}
