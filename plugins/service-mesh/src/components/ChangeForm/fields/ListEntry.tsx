import Box from '@mui/material/Box';
import { RemoveButton } from './RemoveButton';
import type { ListEntryProps } from './types';

/** One entry of a list. */
export function ListEntry({
  index,
  children,
  hasRemove,
  onDropIndexClick,
}: Omit<ListEntryProps, 'key'>) {
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      {hasRemove && (
        <RemoveButton
          name={`entry ${index + 1}`}
          onClick={onDropIndexClick(index)}
        />
      )}
    </Box>
  );
}
