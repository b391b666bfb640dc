import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useChangesSignal } from '../../hooks/useChangesSignal';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { useMeshLink } from '../MeshPage/useMeshLink';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';

const NEEDY = ['edited', 'needs-attention'];

/** How many changes are open, wait for a review, or need somebody. */
export function ChangeCounts({ view }: { view: MeshView }) {
  const api = useApi(serviceMeshApiRef);
  const link = useMeshLink();
  const { environment, paused } = view;
  const { data, error, retry } = useMeshQuery(
    `open changes ${environment}`,
    signal => api.changes({ environment, open: true }, signal),
    { paused },
  );
  useChangesSignal(retry);
  const count = (isCounted: (state: string) => boolean) =>
    data?.items.filter(({ state }) => isCounted(state)).length ?? 0;
  const needy = count(state => NEEDY.includes(state));
  return (
    <Panel
      title="Changes"
      action={<Link to={link('changes')}>See changes</Link>}
    >
      {data ? (
        <>
          {data.items.length} open, {count(state => state === 'proposed')}{' '}
          waiting for review
          {needy > 0 && (
            <>
              ,{' '}
              <StatusMark
                tone="warning"
                label={needy === 1 ? '1 needs you' : `${needy} need you`}
              />
            </>
          )}
        </>
      ) : (
        <UnknownValue reason={error?.message} />
      )}
    </Panel>
  );
}
