import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormGroup from '@mui/material/FormGroup';
import FormLabel from '@mui/material/FormLabel';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import {
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
} from '@rjsf/utils';
import { describedBy } from './describedBy';
import type { WidgetProps } from './types';

function Several({ id, label, value, options, onChange }: WidgetProps) {
  const { enumOptions = [] } = options;
  const chosen = new Set<unknown>(Array.isArray(value) ? value : []);
  return (
    <FormControl
      component="fieldset"
      variant="standard"
      aria-describedby={describedBy(id)}
    >
      <FormLabel component="legend">{label}</FormLabel>
      <FormGroup row>
        {enumOptions.map(option => (
          <FormControlLabel
            key={option.label}
            label={option.label}
            control={
              <Checkbox
                size="small"
                checked={chosen.has(option.value)}
                onChange={(_, checked) =>
                  onChange(
                    enumOptions
                      .map(candidate => candidate.value)
                      .filter(candidate =>
                        candidate === option.value
                          ? checked
                          : chosen.has(candidate),
                      ),
                  )
                }
              />
            }
          />
        ))}
      </FormGroup>
    </FormControl>
  );
}

/** One of a few values, or several of them. */
export function SelectWidget(props: WidgetProps) {
  const { id, label, hideLabel, value, options, required, multiple } = props;
  const { schema, onChange } = props;
  if (multiple) {
    return <Several {...props} />;
  }
  const { enumOptions = [] } = options;
  return (
    <FormControl fullWidth required={required}>
      <InputLabel variant="standard" htmlFor={id} shrink hidden={hideLabel}>
        {label}
      </InputLabel>
      <NativeSelect
        inputProps={{
          id,
          'aria-describedby': describedBy(id),
          ...(hideLabel && { 'aria-label': label }),
        }}
        value={enumOptionsIndexForValue(value, enumOptions) ?? ''}
        onChange={event =>
          onChange(
            enumOptionsValueForIndex(
              event.target.value,
              enumOptions,
              undefined,
            ),
          )
        }
      >
        {(schema.default === undefined || value === undefined) && (
          <option value="" aria-label="None" />
        )}
        {enumOptions.map(option => (
          <option key={option.label} value={enumOptions.indexOf(option)}>
            {option.label}
          </option>
        ))}
      </NativeSelect>
    </FormControl>
  );
}
