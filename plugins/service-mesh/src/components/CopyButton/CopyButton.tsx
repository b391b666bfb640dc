import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { RiFileCopyLine } from '@remixicon/react';

/** A button that copies a text, and says whether it did. */
export function CopyButton({
  text,
  about,
  children,
}: {
  text: string;
  /** What the text is of, for those who do not see what is beside the button. */
  about: string;
  /** The verb and the object, such as `Copy dependsOn line`. */
  children: string;
}) {
  const [outcome, setOutcome] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('Copied');
    } catch {
      setOutcome('Not copied: open the row and copy it by hand');
    }
  };
  return (
    <Box component="span" sx={{ display: 'inline-block' }}>
      <Button
        size="small"
        variant="outlined"
        startIcon={<RiFileCopyLine size={16} aria-hidden />}
        aria-label={`${children} of ${about}`}
        onClick={copy}
        sx={{ whiteSpace: 'nowrap', textTransform: 'none' }}
      >
        {children}
      </Button>
      <Box
        component="span"
        role="status"
        sx={{ display: 'block', fontSize: '0.875rem' }}
      >
        {outcome}
      </Box>
    </Box>
  );
}
