import Alert from '@mui/material/Alert';
import type {
  Sources,
  SourceState,
} from '@ecotrack/backstage-plugin-service-mesh-common';

function Source({ name, source }: { name: string; source: SourceState }) {
  if (source.state === 'live') {
    return null;
  }
  const since = source.since
    ? ` since ${new Date(source.since).toLocaleTimeString()}`
    : '';
  return (
    <Alert severity="warning" role="status">
      {source.state === 'stale'
        ? `${name} is away${since}: what it told before is shown.`
        : `${name} is not available${since}: what it would tell is unknown.`}{' '}
      {source.reason}
    </Alert>
  );
}

function Unreadable({ kinds = [] }: { kinds?: readonly string[] }) {
  return kinds.length === 0 ? null : (
    <Alert severity="warning" role="status">
      The portal may not read {kinds.join(', ')} in the cluster: what they
      decide is unknown.
    </Alert>
  );
}

/** Says which sources are stale or away; nothing when all are live. */
export function Freshness({ sources }: { sources: Sources }) {
  return (
    <>
      <Source name="Prometheus" source={sources.telemetry} />
      <Source name="The cluster" source={sources.kubernetes} />
      <Unreadable kinds={sources.kubernetes.unreadable} />
      {sources.catalog && (
        <Source name="The catalog" source={sources.catalog} />
      )}
    </>
  );
}
