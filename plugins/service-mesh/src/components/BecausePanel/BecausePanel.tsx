import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { RiCloseLine } from '@remixicon/react';
import type { Because } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useUrlState } from '../../hooks/useUrlState';

function Reason({ object, field, says, query, file, line }: Because) {
  return (
    <Box component="li" sx={{ mb: 2 }}>
      <Typography>{says}</Typography>
      {object && (
        <Typography variant="body2" color="text.secondary">
          {object.kind} {object.namespace && `${object.namespace}/`}
          {object.name}
          {field && (
            <>
              {' · '}
              <code>{field}</code>
            </>
          )}
        </Typography>
      )}
      {file && (
        <Typography variant="body2" color="text.secondary">
          {file}
          {line ? `:${line}` : ''}
        </Typography>
      )}
      {query && (
        <Box
          component="code"
          sx={{ display: 'block', overflowWrap: 'anywhere', mt: 0.5 }}
        >
          {query}
        </Box>
      )}
    </Box>
  );
}

/** The objects that decided an answer, in order. */
export function BecauseList({ reasons }: { reasons: readonly Because[] }) {
  return (
    <Box component="ol" sx={{ pl: 2.5, m: 0 }}>
      {reasons.map((reason, index) => (
        <Reason key={index} {...reason} />
      ))}
    </Box>
  );
}

/** A button that opens the reasons of a status; the URL says which panel is open. */
export function BecauseButton({
  id,
  subject,
  reasons,
}: {
  /** Stable while the figures of the subject change. */
  id: string;
  /** What the reasons are of, such as `payment-service is failing`. */
  subject: string;
  reasons: readonly Because[];
}) {
  const [panel, setPanel] = useUrlState('panel');
  const close = () => setPanel('');
  return (
    <>
      <Button
        size="small"
        variant="text"
        onClick={() => setPanel(id)}
        aria-label={`Why: ${subject}`}
      >
        Why?
      </Button>
      <Drawer anchor="right" open={panel === id} onClose={close}>
        <Box
          role="dialog"
          aria-label={`Why: ${subject}`}
          sx={{ width: 'min(30rem, 90vw)', p: 3 }}
        >
          <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
            <Typography variant="h6" component="h2">
              {subject}
            </Typography>
            <IconButton aria-label="Close" onClick={close}>
              <RiCloseLine aria-hidden />
            </IconButton>
          </Box>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
            What decided it, in order
          </Typography>
          <BecauseList reasons={reasons} />
        </Box>
      </Drawer>
    </>
  );
}
