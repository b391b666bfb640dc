import Typography from '@mui/material/Typography';

/** The first line of a page: its question, answered in words. */
export function Answer({ children }: { children: string }) {
  return (
    <Typography
      variant="h5"
      component="h2"
      sx={{ fontSize: '1.25rem', fontWeight: 600, m: 0 }}
      aria-live="polite"
    >
      {children}
    </Typography>
  );
}
