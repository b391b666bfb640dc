import { useRef } from 'react';
import TextField from '@mui/material/TextField';
import { useUrlState } from '../../hooks/useUrlState';
import { useShortcuts } from '../MeshControls';

/** The search of a page: the key `/` goes to it, the URL holds its text. */
export function SearchField({ label }: { label: string }) {
  const [text, setText] = useUrlState('text');
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => field.current?.focus() });
  return (
    <TextField
      variant="standard"
      type="search"
      label={label}
      inputRef={field}
      value={text}
      onChange={event => setText(event.target.value)}
      onKeyDown={event => event.key === 'Escape' && setText('')}
    />
  );
}
