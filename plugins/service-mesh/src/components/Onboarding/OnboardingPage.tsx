import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import type { WorkloadReadiness } from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { Answer } from '../Answer';
import { ChoiceField } from '../ChoiceField';
import { EmptyState } from '../EmptyState';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { SearchField, useSearch } from '../SearchField';
import { WorkloadTable } from './WorkloadTable';

const MESH: Record<string, string> = {
  out: 'outside',
  in: 'in the mesh',
};

const isMember = ({ mesh }: WorkloadReadiness, wanted: string) =>
  wanted === 'in' ? mesh === 'in' || mesh === 'partly' : mesh === wanted;

function Answered({
  view,
  items,
}: {
  view: MeshView;
  items: readonly WorkloadReadiness[];
}) {
  const search = useSearch();
  const [mesh, setMesh] = useUrlState('mesh');
  const [namespace, setNamespace] = useUrlState('namespace');
  const shown = search(
    items.filter(
      item =>
        (!mesh || isMember(item, mesh)) &&
        (!namespace || item.namespace === namespace),
    ),
    ({ namespace: home, name, services }) =>
      [home, name, ...services].join(' '),
  );
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <SearchField label="Search workloads" />
        <ChoiceField
          label="Mesh"
          value={mesh}
          choices={Object.keys(MESH)}
          nameOf={choice => MESH[choice]}
          onChoice={setMesh}
        />
        <ChoiceField
          label="Namespace"
          value={namespace}
          choices={[...new Set(items.map(item => item.namespace))].sort()}
          onChoice={setNamespace}
        />
      </Box>
      {shown.length === 0 ? (
        <EmptyState title="Nothing fits the filters">
          Change or clear them to see all {items.length} workloads.
        </EmptyState>
      ) : (
        <WorkloadTable view={view} rows={shown} />
      )}
    </>
  );
}

/** Which workloads are outside the mesh, what is in their way, and the change that takes each in. */
export function OnboardingPage({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const query = useMeshQuery(
    `readiness ${view.environment} ${view.window}`,
    signal => api.readiness(view, signal),
    view,
  );
  return (
    <QueryState query={query} rows={8}>
      {({ answer, items }) => (
        <Stack spacing={2}>
          <Answer>{answer}</Answer>
          {items.length === 0 ? (
            <EmptyState title="No workload of an application is in this environment">
              As soon as the cluster runs one, what is in its way into the mesh
              stands here.
            </EmptyState>
          ) : (
            <Answered view={view} items={items} />
          )}
        </Stack>
      )}
    </QueryState>
  );
}
