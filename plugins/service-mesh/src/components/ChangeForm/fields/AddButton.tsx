import Button from '@mui/material/Button';
import { RiAddLine } from '@remixicon/react';
import type { ButtonProps } from './types';

/** Adds an entry to a list or a map. */
export function AddButton({ disabled, onClick }: ButtonProps) {
  return (
    <Button
      size="small"
      variant="outlined"
      disabled={disabled}
      onClick={onClick}
      startIcon={<RiAddLine size={16} aria-hidden />}
    >
      Add
    </Button>
  );
}
