import Box from '@mui/material/Box';
import Slider from '@mui/material/Slider';
import TextField from '@mui/material/TextField';

const SOME = 10;

/** A share in percent: a slider for the hand and the arrow keys, and the figure beside it. */
export function WeightInput({
  id,
  label,
  weight,
  minimum,
  maximum,
  required,
  disabled,
  isWrong,
  describedBy,
  onWeight,
}: {
  id: string;
  label: string;
  weight: number | undefined;
  minimum: number;
  maximum: number;
  required?: boolean;
  disabled?: boolean;
  isWrong?: boolean;
  describedBy?: string;
  onWeight: (weight: number | undefined) => void;
}) {
  const isOutside =
    weight !== undefined && (weight < minimum || weight > maximum);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, pt: 1 }}>
      <Slider
        aria-label={`${label}, slider`}
        value={weight ?? minimum}
        min={minimum}
        max={maximum}
        shiftStep={SOME}
        disabled={disabled}
        valueLabelDisplay="auto"
        valueLabelFormat={value => `${value} %`}
        getAriaValueText={value => `${value} percent`}
        onChange={(_, value) =>
          onWeight(Array.isArray(value) ? value[0] : value)
        }
      />
      <TextField
        id={id}
        label={label}
        type="number"
        size="small"
        value={weight ?? ''}
        required={required}
        disabled={disabled}
        error={isWrong || isOutside}
        helperText={isOutside ? `${minimum} to ${maximum}` : undefined}
        inputProps={{
          min: minimum,
          max: maximum,
          step: 1,
          'aria-describedby': describedBy,
        }}
        onChange={event =>
          onWeight(
            event.target.value === '' ? undefined : Number(event.target.value),
          )
        }
        sx={{ minWidth: 140 }}
      />
    </Box>
  );
}
