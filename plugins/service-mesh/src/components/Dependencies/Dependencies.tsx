import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink, useEntity } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { EntityDependencies } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { Age } from '../Age';
import { BecauseList } from '../BecausePanel';
import { DataTable, type Column } from '../DataTable';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { AnswerState } from '../QueryState';
import { StatusMark } from '../StatusMark';
import { DEPENDENCY_STATES, ratesInWords } from './dependencyStates';

const MINUTE = 60_000;
/** What is called rarely is called within it. */
const LOOK_BACK = '6h';

type Item = EntityDependencies['items'][number];

const nameOf = ({ target }: Item) => target.title ?? target.ref;

function SeenIn({ environments }: Item) {
  return (
    <>
      {environments
        .filter(({ state }) => state === 'confirmed' || state === 'undeclared')
        .map(({ environment, lastSeen, ...figures }) => (
          <Box key={environment} sx={{ minWidth: 240 }}>
            {environment}: {ratesInWords(figures) ?? 'seen'}
            {lastSeen && (
              <>
                , last <Age time={lastSeen} />
              </>
            )}
          </Box>
        ))}
    </>
  );
}

function Reasons({ environments }: Item) {
  return (
    <Box sx={{ py: 1 }}>
      {environments.map(({ environment, state, reason, because }) => (
        <Box key={environment} sx={{ mb: 1 }}>
          <Typography variant="subtitle2" component="h3">
            {environment}: {DEPENDENCY_STATES[state].label}
          </Typography>
          {reason && <p>{reason}</p>}
          <BecauseList reasons={because} />
        </Box>
      ))}
    </Box>
  );
}

const COLUMNS: Column<Item>[] = [
  {
    id: 'ref',
    title: 'Calls',
    value: ({ target }) => target.ref,
    render: ({ target }) => <EntityRefLink entityRef={target.ref} />,
  },
  {
    id: 'state',
    title: 'State',
    value: ({ state }) => DEPENDENCY_STATES[state].label,
    render: ({ state, reason }) => (
      <>
        <StatusMark {...DEPENDENCY_STATES[state]} />
        {reason && <Box>{reason}</Box>}
      </>
    ),
  },
  {
    id: 'declared',
    title: 'Declared by',
    render: ({ declaredBy }) => declaredBy.join(', '),
  },
  { id: 'observed', title: 'Seen in', render: item => <SeenIn {...item} /> },
];

/** Sources that do not answer, and environments that are not for the reader. */
function Gaps({ environments, denied = [] }: EntityDependencies) {
  const away = environments.filter(
    ({ hasEntity, sources }) =>
      hasEntity &&
      [sources.kubernetes, sources.telemetry, sources.catalog].some(
        source => source && source.state !== 'live',
      ),
  );
  return (
    <>
      {away.length > 0 && (
        <Typography role="status">
          Not all sources of{' '}
          {away.map(({ environment }) => environment).join(', ')} answer now.
          What is not known there stays unknown.
        </Typography>
      )}
      {denied.length > 0 && (
        <Typography color="text.secondary">
          Without {denied.join(', ')}, which you may not read.
        </Typography>
      )}
    </>
  );
}

/** What the entity declares to need beside what its services were seen to call, in every environment that may be read. */
export function Dependencies({ view }: { view: Pick<MeshView, 'paused'> }) {
  const api = useApi(serviceMeshApiRef);
  const entityRef = stringifyEntityRef(useEntity().entity);
  const query = useMeshQuery(
    `dependencies ${entityRef}`,
    signal => api.dependencies({ entityRef, window: LOOK_BACK }, signal),
    { paused: view.paused, every: MINUTE },
  );
  return (
    <Panel title="Declared and observed calls">
      <AnswerState query={query} rows={3}>
        {answered => (
          <>
            <Typography>
              {answered.items.length === 0 &&
              answered.environments.some(({ hasEntity }) => hasEntity)
                ? `This entity declares no dependency, and no call that it makes was seen in ${answered.window}.`
                : answered.answer}
            </Typography>
            <Gaps {...answered} />
            {answered.items.length > 0 && (
              <DataTable
                id="dependencies"
                label="Declared and observed calls"
                columns={COLUMNS}
                rows={answered.items}
                rowKey={({ target }) => target.ref}
                rowName={nameOf}
                details={item => <Reasons {...item} />}
              />
            )}
          </>
        )}
      </AnswerState>
    </Panel>
  );
}
