import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/core-components';
import Typography from '@mui/material/Typography';
import type { TopologyNode } from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  formatBytes,
  formatLatency,
  formatRate,
  formatShare,
} from '../../lib/format';
import { healthTone } from '../../lib/tones';
import { BecauseList } from '../BecausePanel';
import type { MeshView } from '../MeshScope';
import { servicePath, useMeshLink } from '../MeshPage/useMeshLink';
import { StatusMark } from '../StatusMark';
import { BADGE_WORDS } from './badges';
import { Fact } from './Fact';
import { Percentiles } from './Percentiles';
import { trafficInWords } from './trafficInWords';

/** Numbers, versions, links and reasons of a node. */
export function NodeFacts({
  node,
  view,
  isPast,
}: {
  node: TopologyNode;
  view: MeshView;
  /** The numbers are of a time gone by; percentiles can only be had for now. */
  isPast: boolean;
}) {
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
        {hasPage &&
          (isPast ? (
            <Fact name="Percentiles" value="only for now" />
          ) : (
            <Percentiles
              view={view}
              service={node.id.replace('service:', '')}
            />
          ))}
        {node.versions.map(version => (
          <Fact
            key={version.workload}
            name={version.version}
            value={trafficInWords(version)}
          />
        ))}
        {node.badges.length > 0 && (
          <Fact
            name="Signs"
            value={node.badges.map(badge => BADGE_WORDS[badge]).join(', ')}
          />
        )}
      </dl>
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
