import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import { describedBy, helpId } from './describedBy';

/** Fields that belong together, under their title. */
export function Frame({
  id,
  title,
  required,
  description,
  children,
}: {
  id: string;
  title: string;
  required?: boolean;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Box
      component="fieldset"
      aria-describedby={describedBy(id)}
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        m: 0,
        p: 1.5,
        minWidth: 0,
      }}
    >
      <Box component="legend" sx={{ px: 0.5, fontWeight: 600 }}>
        {title}
        {required && ' *'}
      </Box>
      {description && (
        <Box
          id={helpId(id)}
          sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1.5 }}
        >
          {description}
        </Box>
      )}
      {children}
    </Box>
  );
}
