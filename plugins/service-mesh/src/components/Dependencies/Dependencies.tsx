import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityRefLink,
  useEntity,
} from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ObservedDependency } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { formatRate } from '../../lib/format';
import type { Tone } from '../../lib/tones';
import { DataTable, type Column } from '../DataTable';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { AnswerState } from '../QueryState';
import { StatusMark } from '../StatusMark';
import {
  compareDependencies,
  declaredRefs,
  type Dependency,
} from './compareDependencies';
import { readDeclared } from './readDeclared';

const MINUTE = 60_000;

const STATES: Record<Dependency['state'], { tone: Tone; label: string }> = {
  undeclared: { tone: 'warning', label: 'Seen, not declared' },
  unseen: { tone: 'quiet', label: 'Declared, not seen' },
  confirmed: { tone: 'good', label: 'Declared and seen' },
  unknown: { tone: 'unknown', label: 'Declared' },
};

function describe({ environment, requestRate, lastSeen }: ObservedDependency) {
  const rate = requestRate === null ? 'TCP' : formatRate(requestRate);
  const hour = new Date(lastSeen).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return `${environment}: ${rate}, in the hour from ${hour}`;
}

const COLUMNS: Column<Dependency>[] = [
  {
    id: 'ref',
    title: 'Calls',
    value: ({ ref }) => ref,
    render: ({ ref }) => <EntityRefLink entityRef={ref} />,
  },
  {
    id: 'state',
    title: 'State',
    value: ({ state }) => STATES[state].label,
    render: ({ state, reason }) => (
      <>
        <StatusMark {...STATES[state]} />
        {reason && <Box>{reason}</Box>}
      </>
    ),
  },
  {
    id: 'declared',
    title: 'Declared by',
    render: ({ declared }) => declared.join(', '),
  },
  {
    id: 'observed',
    title: 'Seen in',
    render: ({ observed }) =>
      observed.map(dependency => (
        <Box key={dependency.environment}>{describe(dependency)}</Box>
      )),
  },
];

function summarize(dependencies: readonly Dependency[]): string {
  const count = (state: Dependency['state']) =>
    dependencies.filter(dependency => dependency.state === state).length;
  return `${count('undeclared')} seen and not declared, ${count(
    'unseen',
  )} declared and not seen, ${count('confirmed')} declared and seen.`;
}

/** What the entity declares to need beside what its services were seen to call, in every environment. */
export function Dependencies({ view }: { view: Pick<MeshView, 'paused'> }) {
  const { entity } = useEntity();
  const catalog = useApi(catalogApiRef);
  const query = useMeshQuery(
    `declared ${[stringifyEntityRef(entity), ...declaredRefs(entity)].join(
      ' ',
    )}`,
    () => readDeclared(catalog, entity),
    { paused: view.paused, every: MINUTE },
  );
  return (
    <Panel title="Declared and observed calls">
      <AnswerState query={query} rows={3}>
        {known => {
          const dependencies = compareDependencies(entity, known);
          return dependencies.length === 0 ? (
            'This entity declares no dependency, and the catalog knows of no call that it makes.'
          ) : (
            <>
              <Typography>{summarize(dependencies)}</Typography>
              <DataTable
                id="dependencies"
                label="Declared and observed calls"
                columns={COLUMNS}
                rows={dependencies}
                rowKey={({ ref }) => ref}
              />
            </>
          );
        }}
      </AnswerState>
    </Panel>
  );
}
