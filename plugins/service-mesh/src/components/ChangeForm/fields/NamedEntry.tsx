import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { ADDITIONAL_PROPERTY_FLAG } from '@rjsf/utils';
import { RemoveButton } from './RemoveButton';
import type { NamedEntryProps } from './types';

/** One entry of a map, with its name; any other field as it is. */
export function NamedEntry(props: NamedEntryProps) {
  const { id, label, schema, children, onKeyChange, onDropPropertyClick } =
    props;
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) {
    return <div>{children}</div>;
  }
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <TextField
        id={`${id}-key`}
        size="small"
        label="Name"
        defaultValue={label}
        onBlur={event => onKeyChange(event.target.value)}
        sx={{ flex: 1 }}
      />
      <Box sx={{ flex: 1, minWidth: 0 }}>{children}</Box>
      <RemoveButton name={label} onClick={onDropPropertyClick(label)} />
    </Box>
  );
}
