import { useApi } from '@backstage/core-plugin-api';
import { serviceMeshApiRef } from '../../api/ServiceMeshApi';
import { useChangesSignal } from '../../hooks/useChangesSignal';
import { useMeshQuery } from '../../hooks/useMeshQuery';
import { ChangesTable } from '../Changes';
import type { MeshView } from '../MeshScope';
import { Panel } from '../Panel';
import { AnswerState } from '../QueryState';
import { ChangeMenu } from './ChangeMenu';

/** The open changes of one service, and every change that it may have. */
export function ServiceChanges({
  view: { environment, paused },
  namespace,
  service,
}: {
  view: MeshView;
  namespace: string;
  service: string;
}) {
  const api = useApi(serviceMeshApiRef);
  const asked = {
    environment,
    service: `${namespace}/${service}`,
    open: true,
  };
  const query = useMeshQuery(
    `changes of ${asked.service} ${environment}`,
    signal => api.changes(asked, signal),
    { paused },
  );
  useChangesSignal(query.retry);
  return (
    <Panel
      title="Open changes"
      action={
        <ChangeMenu about={service} parameters={{ namespace, service }} />
      }
    >
      <AnswerState query={query} rows={1}>
        {({ items }) =>
          items.length > 0 ? (
            <ChangesTable changes={items} isOfService />
          ) : (
            <>
              None. A change becomes a pull request, followed until it is live.
            </>
          )
        }
      </AnswerState>
    </Panel>
  );
}
