import Box from '@mui/material/Box';
import { StatusMark } from '../../StatusMark';
import { problemId } from './describedBy';
import { NamedEntry } from './NamedEntry';
import type { FieldProps } from './types';

/** One field with its help, and with what the back end says is wrong with it. */
export function Field(props: FieldProps) {
  const { id, hidden, children, description, displayLabel, schema } = props;
  const { formContext } = props;
  if (hidden) {
    return <div hidden>{children}</div>;
  }
  const problems = formContext?.problems.get(id) ?? [];
  const hints = formContext?.hints.get(id) ?? [];
  return (
    <NamedEntry {...props}>
      {children}
      {(displayLabel || schema.type === 'boolean') && description}
      <Box id={problemId(id)} aria-live="polite">
        {problems.map(problem => (
          <Box key={problem} sx={{ '& > span': { whiteSpace: 'normal' } }}>
            <StatusMark tone="bad" label={problem} />
          </Box>
        ))}
        {hints.map(hint => (
          <Box
            key={hint}
            sx={{ color: 'text.secondary', fontSize: '0.875rem' }}
          >
            {hint}
          </Box>
        ))}
      </Box>
    </NamedEntry>
  );
}
