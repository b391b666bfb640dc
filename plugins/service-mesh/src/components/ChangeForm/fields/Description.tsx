import Box from '@mui/material/Box';
import type { DescriptionProps } from './types';

/** What a field is, in plain words. */
export function Description({ id, description }: DescriptionProps) {
  return description ? (
    <Box id={id} sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
      {description}
    </Box>
  ) : null;
}
