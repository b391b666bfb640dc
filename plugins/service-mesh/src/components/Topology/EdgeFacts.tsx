import type {
  ObservedEncryption,
  TopologyEdge,
  TopologyNode,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import {
  formatBytes,
  formatLatency,
  formatRate,
  formatShare,
} from '../../lib/format';
import type { MeshView } from '../MeshScope';
import { Fact } from './Fact';
import { Percentiles } from './Percentiles';

function encryptionInWords({ state, mtlsShare, reason }: ObservedEncryption) {
  if (mtlsShare !== null) {
    return `${formatShare(mtlsShare)} mTLS`;
  }
  const words = state === 'mixed' ? 'partly plaintext' : state;
  return reason ? `${words}: ${reason}` : words;
}

/** Numbers of a call. */
export function EdgeFacts({
  edge,
  source,
  view,
  isPast,
}: {
  edge: TopologyEdge;
  /** The node that calls, where it is one. */
  source?: TopologyNode;
  view: MeshView;
  /** The numbers are of a time gone by; percentiles can only be had for now. */
  isPast: boolean;
}) {
  const client = source?.versions.length === 1 ? source.versions[0] : undefined;
  const isMeasured =
    client && edge.requestRate !== null && edge.target.startsWith('service:');
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
      {isMeasured &&
        (isPast ? (
          <Fact name="Percentiles" value="only for now" />
        ) : (
          <Percentiles
            view={view}
            service={edge.target.replace('service:', '')}
            client={`${source?.namespace}/${client.workload}`}
          />
        ))}
      <Fact
        name="Encryption (observed)"
        value={encryptionInWords(edge.encryption)}
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
