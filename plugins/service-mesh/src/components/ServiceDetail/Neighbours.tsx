import { useMemo } from 'react';
import Box from '@mui/material/Box';
import type { Service } from '@ecotrack/backstage-plugin-service-mesh-common';
import { useUrlState } from '../../hooks/useUrlState';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { GraphCanvas, SelectionPanel } from '../Topology';

/** Who calls the service and whom it calls, with the numbers of what is selected. */
export function Neighbours({
  neighbours,
  view,
}: {
  neighbours: Service['neighbours'];
  view: MeshView;
}) {
  const [selected, setSelected] = useUrlState('selected');
  const graph = useMemo(() => ({ ...neighbours, closed: [] }), [neighbours]);
  return (
    <Panel title="Neighbours">
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Box sx={{ flex: '1 1 420px', minWidth: 0 }}>
          <GraphCanvas
            graph={graph}
            selected={selected}
            onSelect={setSelected}
            height={360}
            legend={false}
          />
        </Box>
        <SelectionPanel
          graph={neighbours}
          selected={selected}
          onSelect={setSelected}
          view={view}
        />
      </Box>
    </Panel>
  );
}
