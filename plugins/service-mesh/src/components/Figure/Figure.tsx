import Box from '@mui/material/Box';
import { useIsChanged } from '../../hooks/useIsChanged';
import { fading } from '../../lib/fading';
import { UnknownValue } from '../UnknownValue';

/** A number in tabular figures; its background fades once when it changes. */
export function Figure({
  value,
  format,
  reason,
}: {
  value: number | null | undefined;
  format: (value: number) => string;
  /** Why the value is not known, when it is not. */
  reason?: string;
}) {
  const isChanged = useIsChanged(value);
  if (value === null || value === undefined) {
    return <UnknownValue reason={reason} />;
  }
  return (
    <Box
      component="span"
      key={value}
      sx={{
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
        borderRadius: 0.5,
        ...(isChanged && fading),
      }}
    >
      {format(value)}
    </Box>
  );
}
