import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';
import { keyframes } from '@mui/material/styles';
import { UnknownValue } from '../UnknownValue';

const fade = keyframes`from { background-color: rgba(128, 128, 128, 0.35); }`;

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
  const previous = useRef(value);
  const isChanged = previous.current !== value;
  useEffect(() => {
    previous.current = value;
  }, [value]);
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
        ...(isChanged && {
          '@media (prefers-reduced-motion: no-preference)': {
            animation: `${fade} 1.2s ease-out`,
          },
        }),
      }}
    >
      {format(value)}
    </Box>
  );
}
