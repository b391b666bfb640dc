import Box from '@mui/material/Box';
import { UnknownValue } from '../UnknownValue';

/** A line of a panel: a name and its value; `unknown` is drawn as such. */
export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
      <dt>{name}</dt>
      <Box
        component="dd"
        sx={{ m: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}
      >
        {value === 'unknown' ? <UnknownValue /> : value}
      </Box>
    </Box>
  );
}
