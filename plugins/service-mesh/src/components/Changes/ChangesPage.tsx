import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import type {
  Change,
  ChangeState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { Link } from 'react-router-dom';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useChangesSignal } from '../../hooks/useChangesSignal';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { Answer } from '../Answer';
import { ChoiceField } from '../ChoiceField';
import { EmptyState } from '../EmptyState';
import { useMeshLink } from '../MeshPage/useMeshLink';
import type { MeshView } from '../MeshScope';
import { AnswerState } from '../QueryState';
import { SearchField, useSearch } from '../SearchField';
import { changeStates } from './changeStates';
import { ChangesTable } from './ChangesTable';

const ALL = 'all';

const serviceOf = ({ service }: Change) =>
  service && `${service.namespace}/${service.name}`;

const textOf = (change: Change) =>
  [change.title, serviceOf(change), change.requester, change.branch].join(' ');

function NewChange() {
  const link = useMeshLink();
  return (
    <Button variant="contained" component={Link} to={link('changes/new')}>
      New change…
    </Button>
  );
}

function Answered({ items }: { items: readonly Change[] }) {
  const search = useSearch();
  const [service] = useUrlState('service');
  const [state] = useUrlState('state');
  const shown = search(items, textOf).filter(
    change =>
      (!service || serviceOf(change) === service) &&
      (!state || change.state === state),
  );
  if (items.length === 0) {
    return (
      <EmptyState title="No change">
        <p>
          A change asks for something of the mesh, such as 10 % of the requests
          for a new version. The portal writes it into the files of the
          repository, opens a pull request, and follows it here until the
          cluster has it.
        </p>
        <NewChange />
      </EmptyState>
    );
  }
  return shown.length === 0 ? (
    <EmptyState title="Nothing fits the filters">
      Change or clear them to see all {items.length} changes.
    </EmptyState>
  ) : (
    <ChangesTable changes={shown} />
  );
}

function Filters({
  items,
  environment,
}: {
  items: readonly Change[];
  environment: string;
}) {
  const [scope, setScope] = useUrlState('scope');
  const [shown, setShown] = useUrlState('show');
  const [service, setService] = useUrlState('service');
  const [state, setState] = useUrlState('state');
  const present = (names: readonly (string | undefined)[], chosen: string) =>
    [...new Set([...names, chosen])].flatMap(name => name || []).sort();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
      <SearchField label="Search changes" />
      <ChoiceField
        label="Environments"
        value={scope}
        choices={[ALL]}
        none={`only ${environment}`}
        onChoice={setScope}
      />
      <ChoiceField
        label="Show"
        value={shown}
        choices={[ALL]}
        nameOf={() => 'open and ended'}
        none="open"
        onChoice={setShown}
      />
      <ChoiceField
        label="Service"
        value={service}
        choices={present(items.map(serviceOf), service)}
        onChoice={setService}
      />
      <ChoiceField
        label="State"
        value={state}
        choices={present(
          items.map(change => change.state),
          state,
        )}
        nameOf={name => changeStates[name as ChangeState]?.label ?? name}
        onChoice={setState}
      />
    </Box>
  );
}

/** Changes as pull requests: those that are open, and what each waits for. */
export function ChangesPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const [scope] = useUrlState('scope');
  const [shown] = useUrlState('show');
  const environment = scope === ALL ? undefined : view.environment;
  const open = shown === ALL ? undefined : true;
  const query = useMeshQuery(
    `changes ${environment ?? ''} ${open}`,
    signal => api.changes({ environment, open }, signal),
    view,
  );
  useChangesSignal(query.retry);
  return (
    <AnswerState query={query} rows={8}>
      {({ answer, items }) => (
        <Stack spacing={2}>
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              justifyContent: 'space-between',
              gap: 2,
            }}
          >
            <Answer>{answer}</Answer>
            {items.length > 0 && <NewChange />}
          </Box>
          <Filters items={items} environment={view.environment} />
          <Answered items={items} />
        </Stack>
      )}
    </AnswerState>
  );
}
