import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type {
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatShare } from '../../lib/format';
import type { Graph } from '../../lib/graph/filter';
import { healthTone } from '../../lib/tones';
import { DataTable, type Column } from '../DataTable';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { BADGE_WORDS } from './badges';
import { figureColumns } from './figureColumns';
import { versionsInWords } from './versionsInWords';

/** The same data as the graph, as two tables. */
export function GraphTables({
  graph,
  onSelect,
}: {
  graph: Graph;
  onSelect: (id: string) => void;
}) {
  const nameOf = (id: string) =>
    graph.nodes.find(node => node.id === id)?.name ?? id;
  const nodeColumns: Column<TopologyNode>[] = [
    {
      id: 'name',
      title: 'Name',
      value: ({ name }) => name,
      render: ({ id, name }) => (
        <Button size="small" onClick={() => onSelect(id)}>
          {name}
        </Button>
      ),
    },
    {
      id: 'kind',
      title: 'Kind',
      value: ({ kind }) => kind,
      render: ({ kind }) => kind,
    },
    {
      id: 'namespace',
      title: 'Namespace',
      value: ({ namespace }) => namespace ?? null,
      render: ({ namespace }) => namespace ?? '–',
    },
    {
      id: 'health',
      title: 'Health',
      value: ({ health }) => health,
      render: ({ health }) => (
        <StatusMark tone={healthTone[health]} label={health} />
      ),
    },
    ...figureColumns<TopologyNode>(),
    {
      id: 'versions',
      title: 'Versions',
      render: node => versionsInWords(node).join(', '),
    },
    {
      id: 'signs',
      title: 'Signs',
      render: ({ badges }) =>
        badges.map(badge => BADGE_WORDS[badge]).join(', '),
    },
  ];
  const edgeColumns: Column<TopologyEdge>[] = [
    {
      id: 'source',
      title: 'From',
      value: ({ source }) => nameOf(source),
      render: ({ source }) => nameOf(source),
    },
    {
      id: 'target',
      title: 'To',
      value: ({ target }) => nameOf(target),
      render: ({ id, target }) => (
        <Button size="small" onClick={() => onSelect(id)}>
          {nameOf(target)}
        </Button>
      ),
    },
    {
      id: 'protocol',
      title: 'Protocol',
      value: ({ protocol }) => protocol,
      render: ({ protocol }) => protocol,
    },
    ...figureColumns<TopologyEdge>(),
    {
      id: 'encryption',
      title: 'Encryption (observed)',
      value: ({ encryption }) => encryption.mtlsShare,
      render: ({ encryption: { mtlsShare, reason } }) =>
        mtlsShare === null ? (
          <UnknownValue reason={reason} />
        ) : (
          `${formatShare(mtlsShare)} mTLS`
        ),
    },
  ];
  return (
    <Stack spacing={2}>
      <Typography variant="h6" component="h2">
        Services
      </Typography>
      <DataTable
        id="nodes"
        label="Services of the graph"
        columns={nodeColumns}
        rows={graph.nodes}
        rowKey={({ id }) => id}
      />
      <Typography variant="h6" component="h2">
        Calls
      </Typography>
      <DataTable
        id="calls"
        label="Calls of the graph"
        columns={edgeColumns}
        rows={graph.edges}
        rowKey={({ id }) => id}
      />
    </Stack>
  );
}
