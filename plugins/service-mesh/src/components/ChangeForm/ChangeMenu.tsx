import { useId, useState } from 'react';
import { Link } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@mui/material/Button';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useMeshLink } from '../MeshPage/useMeshLink';
import { byTopic } from './changeTopics';
import { fittingParameters } from './fittingParameters';
import { writeGiven, type Given } from './parameters';

function Templates({ parameters }: { parameters: Given }) {
  const api = useApi(serviceMeshApiRef);
  const link = useMeshLink();
  const { data, error } = useMeshQuery(
    'change templates',
    signal => api.changeTemplates(signal),
    { paused: true },
  );
  if (!data) {
    return <MenuItem disabled>{error ? error.message : 'Loading…'}</MenuItem>;
  }
  return (
    <>
      {byTopic(data).map(({ topic, title, templates }) => [
        <ListSubheader key={topic} role="presentation">
          {title}
        </ListSubheader>,
        ...templates.map(template => {
          const p = writeGiven(fittingParameters(template, parameters));
          return (
            <MenuItem
              key={template.id}
              component={Link}
              to={link('changes/new', {
                template: template.id,
                ...(p && { p }),
              })}
            >
              {template.title}
            </MenuItem>
          );
        }),
      ])}
    </>
  );
}

/** A button that offers every change of something, with what is known of it filled in. */
export function ChangeMenu({
  about,
  parameters,
}: {
  /** Such as the name of a service. */
  about: string;
  parameters: Given;
}) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        aria-label={`Change ${about}…`}
        onClick={event => setAnchor(event.currentTarget)}
      >
        Change…
      </Button>
      <Menu
        id={id}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        MenuListProps={{ 'aria-label': `Changes of ${about}` }}
      >
        {anchor && <Templates parameters={parameters} />}
      </Menu>
    </>
  );
}
