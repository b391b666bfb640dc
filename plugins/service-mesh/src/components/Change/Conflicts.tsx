import { Link } from '@backstage/core-components';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import { DataTable, type Column } from '../DataTable';
import { objectPath, useMeshLink } from '../MeshPage/useMeshLink';
import { Panel } from '../Panel';

type Conflict = ChangeDetail['conflicts'][number];

const valueOf = (value: string | undefined) =>
  value === undefined ? 'nothing' : <code>{value}</code>;

/** Values that somebody else changed in the meantime; nothing when there are none. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  const link = useMeshLink();
  const columns: Column<Conflict>[] = [
    {
      id: 'object',
      title: 'Object',
      render: ({ object }) => (
        <Link to={link(...objectPath(object))} underline="always">
          {object.kind} {object.name}
        </Link>
      ),
    },
    {
      id: 'field',
      title: 'Field',
      render: ({ field }) => <code>{field}</code>,
    },
    {
      id: 'expected',
      title: 'Expected',
      render: ({ expected }) => valueOf(expected),
    },
    { id: 'found', title: 'Found', render: ({ found }) => valueOf(found) },
    { id: 'wanted', title: 'Wanted', render: ({ wanted }) => valueOf(wanted) },
  ];
  return conflicts.length === 0 ? null : (
    <Panel title="Changed by somebody else in the meantime">
      <DataTable
        id="conflicts"
        label="Conflicts"
        columns={columns}
        rows={conflicts}
        rowKey={({ object, field }) =>
          `${object.kind} ${object.namespace}/${object.name} ${field}`
        }
      />
    </Panel>
  );
}
