import IconButton from '@mui/material/IconButton';
import { RiDeleteBinLine } from '@remixicon/react';

/** Removes an entry from a list or a map. */
export function RemoveButton({
  name,
  onClick,
}: {
  name: string;
  onClick: () => void;
}) {
  return (
    <IconButton size="small" aria-label={`Remove ${name}`} onClick={onClick}>
      <RiDeleteBinLine size={18} aria-hidden />
    </IconButton>
  );
}
