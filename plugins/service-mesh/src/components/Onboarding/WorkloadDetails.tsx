import { useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type {
  ReadinessItem,
  WorkloadReadiness,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useUrlState } from '../../hooks/useUrlState';
import type { MeshView } from '../MeshScope';
import { QueryState } from '../QueryState';
import { Item } from './Item';

const LIST = { listStyle: 'none', p: 0, m: 0 };

function Items({
  label,
  items,
  about,
}: {
  label: string;
  items: readonly ReadinessItem[];
  about: string;
}) {
  return (
    <Box component="ul" aria-label={label} sx={LIST}>
      {items.map(item => (
        <Item key={item.id} item={item} about={about} />
      ))}
    </Box>
  );
}

function Answered({
  items,
  name,
}: {
  items: readonly ReadinessItem[];
  name: string;
}) {
  const [shown, setShown] = useUrlState('ready');
  const ready = items.filter(({ state }) => state === 'ready');
  const others = items.filter(({ state }) => state !== 'ready');
  return (
    <>
      {others.length > 0 && (
        <Items label={`To look at of ${name}`} items={others} about={name} />
      )}
      {ready.length > 0 && (
        <Button
          size="small"
          aria-expanded={shown !== ''}
          onClick={() => setShown(shown ? '' : 'yes')}
        >
          {shown ? 'Hide' : 'Show'} what is ready ({ready.length})
        </Button>
      )}
      {shown && <Items label={`Ready of ${name}`} items={ready} about={name} />}
    </>
  );
}

/** Everything that is looked at before one workload gets a proxy. */
export function WorkloadDetails({
  view,
  workload: { namespace, kind, name },
}: {
  view: MeshView;
  workload: WorkloadReadiness;
}) {
  const api = useApi(serviceMeshApiRef);
  const { environment, window, paused } = view;
  const query = useMeshQuery(
    `readiness ${environment} ${window} ${namespace}/${kind}/${name}`,
    signal =>
      api.readinessOf(
        { environment, window, namespace, kind, workload: name },
        signal,
      ),
    { paused },
  );
  return (
    <QueryState query={query} rows={4} isPart>
      {({ answer, items }) => (
        <Box sx={{ py: 1 }}>
          <Typography variant="subtitle1" component="h3">
            {answer}
          </Typography>
          <Answered items={items} name={name} />
        </Box>
      )}
    </QueryState>
  );
}
