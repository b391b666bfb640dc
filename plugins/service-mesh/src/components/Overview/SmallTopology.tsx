import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useMeshLink } from '../MeshPage/useMeshLink';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { GraphCanvas } from '../Topology';

/** The graph at a glance: what is healthy is grey; a service leads to its place on the topology. */
export default function SmallTopology({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const link = useMeshLink();
  const navigate = useNavigate();
  const query = useMeshQuery(
    `topology ${view.environment} ${view.window} `,
    signal => api.topology(view, signal),
    { paused: view.paused },
  );
  const graph = useMemo(
    () => query.data && { ...query.data, closed: [] },
    [query.data],
  );
  return (
    <Panel
      title="Topology"
      action={<Link to={link('topology')}>See topology</Link>}
    >
      <QueryState query={query} rows={4} isPart>
        {() => (
          <GraphCanvas
            graph={graph!}
            selected=""
            onSelect={selected =>
              selected && navigate(link('topology', { selected }))
            }
            height={300}
            legend={false}
          />
        )}
      </QueryState>
    </Panel>
  );
}
