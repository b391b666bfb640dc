import { Link } from 'react-router-dom';
import Button from '@mui/material/Button';
import { useMeshLink } from '../MeshPage/useMeshLink';
import { writeGiven, type Given } from './parameters';

/** A button that opens the form of a change with what is known already. */
export function ChangeLink({
  template,
  parameters,
  about,
  children,
}: {
  template: string;
  parameters: Given;
  /** What the change is about, for those who do not see what is beside the button. */
  about?: string;
  /** The verb and the object, such as `Require mTLS…`. */
  children: string;
}) {
  const link = useMeshLink();
  const p = writeGiven(parameters);
  return (
    <Button
      size="small"
      variant="outlined"
      component={Link}
      to={link('changes/new', { template, ...(p && { p }) })}
      aria-label={about && `${children} ${about}`}
    >
      {children}
    </Button>
  );
}
