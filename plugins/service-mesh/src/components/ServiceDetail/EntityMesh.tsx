import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import Stack from '@mui/material/Stack';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { ServiceOnItsWay } from '../Checklist';
import { Dependencies } from '../Dependencies';
import { EmptyState } from '../EmptyState';
import { MeshScope, type MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { placeOf } from './placeOf';
import { ServiceDetail } from './ServiceDetail';

function EntityInEnvironment({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const { environment, window } = view;
  const [chosen, setChosen] = useUrlState('service');
  const query = useMeshQuery(
    `services ${environment} ${window}`,
    signal => api.services(view, signal),
    view,
  );
  return (
    <QueryState query={query}>
      {({ items }) => {
        const matching = items.filter(item => item.entity?.ref === ref);
        const keyOf = (item: (typeof items)[number]) =>
          `${item.namespace}/${item.name}`;
        const service =
          matching.find(item => keyOf(item) === chosen) ?? matching[0];
        if (!service) {
          const nothing = (
            <EmptyState
              title={`No service of ${environment} is ${entity.metadata.name}`}
            >
              A service belongs to this component when it, or a workload behind
              it, carries the label <code>backstage.io/kubernetes-id</code> with
              the value of the annotation of the same name, or fits{' '}
              <code>backstage.io/kubernetes-label-selector</code>. Another
              environment may have it.
            </EmptyState>
          );
          const place = placeOf(entity);
          return place ? (
            <ServiceOnItsWay view={view} {...place}>
              {nothing}
            </ServiceOnItsWay>
          ) : (
            nothing
          );
        }
        return (
          <>
            {matching.length > 1 && (
              <FormControl sx={{ mb: 1 }}>
                <InputLabel variant="standard" htmlFor="mesh-service">
                  Service
                </InputLabel>
                <NativeSelect
                  inputProps={{ id: 'mesh-service' }}
                  value={keyOf(service)}
                  onChange={event => setChosen(event.target.value)}
                >
                  {matching.map(item => (
                    <option key={keyOf(item)} value={keyOf(item)}>
                      {keyOf(item)}
                    </option>
                  ))}
                </NativeSelect>
              </FormControl>
            )}
            <ServiceDetail
              view={view}
              namespace={service.namespace}
              service={service.name}
            />
          </>
        );
      }}
    </QueryState>
  );
}

/** The mesh tab of a catalog entity. */
export function EntityMesh() {
  return (
    <MeshScope>
      {view => (
        <Stack spacing={2}>
          <EntityInEnvironment view={view} />
          <Dependencies view={view} />
        </Stack>
      )}
    </MeshScope>
  );
}
