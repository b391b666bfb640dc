import { useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Topology } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { collapseGraph } from '../../lib/graph/collapse';
import { filterGraph } from '../../lib/graph/filter';
import { Answer } from '../Answer';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { GraphCanvas } from './GraphCanvas';
import { GraphFilters } from './GraphFilters';
import { GraphTables } from './GraphTables';
import { SelectionPanel } from './SelectionPanel';
import { TimeScrubber } from './TimeScrubber';
import { useClosedGroups } from './useClosedGroups';
import { useGraphFilter } from './useGraphFilter';

function Answered({
  topology,
  view,
  isPast,
}: {
  topology: Topology;
  view: MeshView;
  isPast: boolean;
}) {
  const [filter, setFilter] = useGraphFilter();
  const [selected, setSelected] = useUrlState('selected');
  const [closed, toggle] = useClosedGroups();
  const [shape, setShape] = useUrlState('view', 'graph');
  const shown = useMemo(
    () => filterGraph(topology, filter),
    [topology, filter],
  );
  const drawn = useMemo(() => collapseGraph(shown, closed), [shown, closed]);
  return (
    <Stack spacing={2}>
      <Answer>{topology.answer}</Answer>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: 2,
          alignItems: 'flex-end',
        }}
      >
        <GraphFilters graph={topology} filter={filter} onFilter={setFilter} />
        <Box sx={{ flexGrow: 1 }} />
        <ToggleButtonGroup
          exclusive
          size="small"
          value={shape}
          onChange={(_, value: string | null) => value && setShape(value)}
          aria-label="Show as"
        >
          <ToggleButton value="graph">Graph</ToggleButton>
          <ToggleButton value="table">Table</ToggleButton>
        </ToggleButtonGroup>
      </Box>
      {shown.nodes.length === 0 ? (
        <EmptyState title="Nothing fits the filters">
          Change or clear them to see the mesh.
        </EmptyState>
      ) : (
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'stretch' }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            {shape === 'table' ? (
              <GraphTables graph={shown} onSelect={setSelected} />
            ) : (
              <GraphCanvas
                graph={drawn}
                selected={selected}
                onSelect={setSelected}
                onToggle={toggle}
              />
            )}
          </Box>
          <SelectionPanel
            graph={{
              nodes: topology.nodes,
              edges: [...topology.edges, ...drawn.edges],
            }}
            selected={selected}
            onSelect={setSelected}
            view={view}
            isPast={isPast}
          />
        </Box>
      )}
    </Stack>
  );
}

/** Who calls whom, as a graph and as a table. */
export function TopologyPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const [at, setAt] = useUrlState('at');
  const query = useMeshQuery(
    `topology ${view.environment} ${view.window} ${at}`,
    signal => api.topology({ ...view, at: at || undefined }, signal),
    { ...view, paused: view.paused || at !== '' },
  );
  return (
    <Stack spacing={2}>
      <QueryState query={query} rows={9}>
        {topology => (
          <Answered topology={topology} view={view} isPast={at !== ''} />
        )}
      </QueryState>
      <TimeScrubber at={at} onAt={setAt} />
    </Stack>
  );
}
