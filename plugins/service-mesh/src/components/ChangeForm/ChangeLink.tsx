import { useId } from 'react';
import { Link } from 'react-router-dom';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMeshLink } from '../MeshPage/useMeshLink';
import { writeGiven, type Given } from './parameters';

/** A button that opens the form of a change with what is known already. */
export function ChangeLink({
  template,
  parameters,
  about,
  refusal,
  children,
}: {
  template: string;
  parameters: Given;
  /** What the change is about, for those who do not see what is beside the button. */
  about?: string;
  /** Why one may not propose it; the button is off then. */
  refusal?: string;
  /** The verb and the object, such as `Require mTLS…`. */
  children: string;
}) {
  const link = useMeshLink();
  const id = useId();
  const p = writeGiven(parameters);
  const label = about && `${children} ${about}`;
  if (refusal) {
    return (
      <Box component="span" sx={{ display: 'inline-block', maxWidth: '28ch' }}>
        <Button
          size="small"
          variant="outlined"
          disabled
          aria-label={label}
          aria-describedby={id}
        >
          {children}
        </Button>
        <Box
          component="span"
          id={id}
          sx={{
            display: 'block',
            color: 'text.secondary',
            fontSize: '0.875rem',
          }}
        >
          {refusal}
        </Box>
      </Box>
    );
  }
  return (
    <Button
      size="small"
      variant="outlined"
      component={Link}
      to={link('changes/new', { template, ...(p && { p }) })}
      aria-label={label}
    >
      {children}
    </Button>
  );
}
