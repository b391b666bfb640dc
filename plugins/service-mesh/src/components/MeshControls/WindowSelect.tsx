import { forwardRef, useState, type FormEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import TextField from '@mui/material/TextField';

const WINDOWS = new Map([
  ['5m', '5 m'],
  ['15m', '15 m'],
  ['1h', '1 h'],
  ['6h', '6 h'],
]);
const CUSTOM = 'custom';
const MINUTES = { m: 1, h: 60 } as const;
const LONGEST = 24 * 60;

function isWindow(text: string): boolean {
  const [, digits, unit] = /^(\d{1,4})([mh])$/.exec(text) ?? [];
  const minutes = Number(digits) * MINUTES[unit as keyof typeof MINUTES];
  return minutes >= 1 && minutes <= LONGEST;
}

const takeFocus = (input: HTMLInputElement | null) => input?.focus();

/** Length of the observed window: one of a few, or any up to a day. */
export const WindowSelect = forwardRef<
  HTMLSelectElement,
  { window: string; onWindow: (window: string) => void }
>(function WindowSelectWithRef({ window, onWindow }, ref) {
  const [custom, setCustom] = useState<string>();
  const set = (event: FormEvent) => {
    event.preventDefault();
    if (custom !== undefined && isWindow(custom)) {
      onWindow(custom);
      setCustom(undefined);
    }
  };
  const windows = new Map([
    ...WINDOWS,
    [window, WINDOWS.get(window) ?? window],
  ]);
  return (
    <Box
      component="form"
      onSubmit={set}
      sx={{ display: 'flex', gap: 1, alignItems: 'flex-end' }}
    >
      <FormControl>
        <InputLabel variant="standard" htmlFor="mesh-window">
          Window
        </InputLabel>
        <NativeSelect
          inputRef={ref}
          inputProps={{ id: 'mesh-window' }}
          value={custom === undefined ? window : CUSTOM}
          onChange={({ target: { value } }) => {
            setCustom(value === CUSTOM ? '' : undefined);
            if (value !== CUSTOM) {
              onWindow(value);
            }
          }}
        >
          {[...windows].map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
          <option value={CUSTOM}>custom …</option>
        </NativeSelect>
      </FormControl>
      {custom !== undefined && (
        <>
          <TextField
            inputRef={takeFocus}
            variant="standard"
            label="Custom window"
            placeholder="45m"
            value={custom}
            onChange={({ target }) => setCustom(target.value.trim())}
            error={custom !== '' && !isWindow(custom)}
            helperText="a whole number with m or h, from 1m to 24h"
          />
          <Button type="submit" size="small" disabled={!isWindow(custom)}>
            Set
          </Button>
        </>
      )}
    </Box>
  );
});
