import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import { ErrorState } from '../components/ErrorState';
import { helpId } from '../components/ChangeForm/fields/describedBy';
import { Frame } from '../components/ChangeForm/fields/Frame';

/** A field with what it is for, and what keeps it from offering anything. */
export function FieldFrame({
  id,
  title,
  required,
  description,
  note,
  error,
  onRetry,
  children,
}: {
  id: string;
  /** Present where the field has several inputs. */
  title?: string;
  required?: boolean;
  description?: string;
  /** Why nothing is offered, though nothing failed. */
  note?: string;
  error?: Error;
  onRetry: () => void;
  children: ReactNode;
}) {
  const inner = (
    <>
      {children}
      {description && !title && (
        <Box
          id={helpId(id)}
          sx={{ color: 'text.secondary', fontSize: '0.875rem' }}
        >
          {description}
        </Box>
      )}
      <Box role="status" sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
        {note}
      </Box>
      {error && <ErrorState error={error} onRetry={onRetry} />}
    </>
  );
  return title ? (
    <Frame id={id} title={title} required={required} description={description}>
      {inner}
    </Frame>
  ) : (
    <Box sx={{ mt: 1 }}>{inner}</Box>
  );
}
