import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { RiCloseLine } from '@remixicon/react';
import type {
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  formatBytes,
  formatLatency,
  formatRate,
  formatShare,
} from '../../lib/format';
import type { Graph } from '../../lib/graph/filter';
import { healthTone } from '../../lib/tones';
import { BecauseList } from '../BecausePanel';
import type { MeshView } from '../MeshScope';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';
import { UnknownValue } from '../UnknownValue';
import { Percentiles } from './Percentiles';

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 2 }}>
      <dt>{name}</dt>
      <Box component="dd" sx={{ m: 0, fontVariantNumeric: 'tabular-nums' }}>
        {value === 'unknown' ? <UnknownValue /> : value}
      </Box>
    </Box>
  );
}

function NodeFacts({ node, view }: { node: TopologyNode; view: MeshView }) {
  const link = useMeshLink();
  const hasPage = node.namespace && node.id.startsWith('service:');
  return (
    <>
      <StatusMark tone={healthTone[node.health]} label={node.health} />
      <dl style={{ margin: '8px 0' }}>
        <Fact name="Requests" value={formatRate(node.requestRate)} />
        <Fact name="Errors" value={formatShare(node.errorShare)} />
        <Fact name="Mean latency" value={formatLatency(node.meanLatency)} />
        {node.byteRate ? (
          <Fact name="TCP" value={`${formatBytes(node.byteRate)}/s`} />
        ) : null}
        {hasPage && (
          <Percentiles view={view} service={node.id.replace('service:', '')} />
        )}
      </dl>
      {node.versions.map(({ version, requestRate, errorShare, workload }) => (
        <div key={workload}>
          {version}: {formatRate(requestRate)}, {formatShare(errorShare)} errors
        </div>
      ))}
      {hasPage && (
        <Typography sx={{ mt: 1 }}>
          <Link to={link(servicePath(node.namespace!, node.name))}>
            Open {node.name}
          </Link>
        </Typography>
      )}
      {node.entity && (
        <Typography>
          Catalog: <EntityRefLink entityRef={node.entity.ref} />
        </Typography>
      )}
      <Typography variant="subtitle2" component="h3" sx={{ mt: 2 }}>
        Why {node.health}
      </Typography>
      <BecauseList reasons={node.because} />
    </>
  );
}

function EdgeFacts({
  edge,
  nodes,
  view,
}: {
  edge: TopologyEdge;
  nodes: Graph['nodes'];
  view: MeshView;
}) {
  const source = nodes.find(({ id }) => id === edge.source);
  const isService = edge.target.startsWith('service:');
  const { state, mtlsShare, reason } = edge.encryption;
  return (
    <dl style={{ margin: '8px 0' }}>
      <Fact name="Protocol" value={edge.protocol} />
      {edge.requestRate !== null && (
        <>
          <Fact name="Requests" value={formatRate(edge.requestRate)} />
          <Fact name="Errors" value={formatShare(edge.errorShare)} />
          <Fact name="Mean latency" value={formatLatency(edge.meanLatency)} />
        </>
      )}
      {edge.byteRate !== null && (
        <Fact name="TCP" value={`${formatBytes(edge.byteRate)}/s`} />
      )}
      {isService &&
        edge.requestRate !== null &&
        source?.versions.length === 1 && (
          <Percentiles
            view={view}
            service={edge.target.replace('service:', '')}
            client={`${source.namespace}/${source.versions[0].workload}`}
          />
        )}
      <Fact
        name="Encryption (observed)"
        value={
          state === 'unknown'
            ? `unknown: ${reason ?? ''}`
            : `${formatShare(mtlsShare)} mTLS`
        }
      />
      {edge.errors?.map(({ code, flags, rate }) => (
        <Fact
          key={`${code} ${flags}`}
          name={`${code}${flags === '-' ? '' : ` ${flags}`}`}
          value={formatRate(rate)}
        />
      ))}
    </dl>
  );
}

/** Numbers, reasons and links of the selected node or edge. */
export function SelectionPanel({
  graph,
  selected,
  onSelect,
  view,
}: {
  graph: Graph;
  selected: string;
  onSelect: (id: string) => void;
  view: MeshView;
}) {
  const node = graph.nodes.find(({ id }) => id === selected);
  const edge = graph.edges.find(({ id }) => id === selected);
  if (!node && !edge) {
    return null;
  }
  const nameOf = (id: string) =>
    graph.nodes.find(candidate => candidate.id === id)?.name ?? id;
  const title = node
    ? node.name
    : `${nameOf(edge!.source)} → ${nameOf(edge!.target)}`;
  return (
    <Paper
      component="aside"
      aria-label={`Selected: ${title}`}
      variant="outlined"
      sx={{ width: 320, flexShrink: 0, p: 2, maxHeight: 620, overflow: 'auto' }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between' }}>
        <Typography
          variant="h6"
          component="h2"
          sx={{ overflowWrap: 'anywhere' }}
        >
          {title}
        </Typography>
        <IconButton aria-label="Close the panel" onClick={() => onSelect('')}>
          <RiCloseLine aria-hidden />
        </IconButton>
      </Box>
      {node && <NodeFacts node={node} view={view} />}
      {edge && <EdgeFacts edge={edge} nodes={graph.nodes} view={view} />}
    </Paper>
  );
}
