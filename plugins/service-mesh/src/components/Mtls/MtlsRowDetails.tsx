import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type {
  MtlsCaller,
  MtlsRow,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatBytes, formatRate } from '../../lib/format';
import type { Tone } from '../../lib/tones';
import { BecauseList } from '../BecausePanel';
import { ChangeLink } from '../ChangeForm/links';
import { StatusMark } from '../StatusMark';

const TONES: Record<MtlsCaller['encryption'], [Tone, string]> = {
  mtls: ['good', 'encrypted'],
  plaintext: ['warning', 'plaintext: STRICT would refuse it'],
  unknown: ['unknown', 'unknown: no proxy at the server counted it'],
};

function Caller({ caller }: { caller: MtlsCaller }) {
  const [tone, label] = TONES[caller.encryption];
  return (
    <Box
      component="li"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}
    >
      <span>
        {caller.name}
        {caller.namespace && ` (${caller.namespace})`}
      </span>
      <span>
        {caller.requestRate === null
          ? `${formatBytes(caller.byteRate)}/s`
          : formatRate(caller.requestRate)}
      </span>
      <StatusMark tone={tone} label={label} />
    </Box>
  );
}

function Tighten({
  row: { namespace, service, configured, identities },
}: {
  row: MtlsRow;
}) {
  const workloads = [
    ...new Set(identities.flatMap(({ workload }) => workload ?? [])),
  ];
  return configured.mode === 'strict' ? null : (
    <ChangeLink
      template="mtls-mode"
      parameters={{
        namespace,
        ...(workloads.length === 1 && { workload: workloads[0] }),
        mode: 'STRICT',
      }}
      about={service}
    >
      Tighten…
    </ChangeLink>
  );
}

/** Why the mode is what it is, and who calls. */
export function MtlsRowDetails({ row }: { row: MtlsRow }) {
  const { configured, observed, identities, sidecar } = row;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
        py: 1,
      }}
    >
      <div>
        <Typography variant="subtitle2" component="h3">
          Why {configured.mode} is configured
        </Typography>
        <BecauseList reasons={configured.because} />
        <Tighten row={row} />
      </div>
      <div>
        <Typography variant="subtitle2" component="h3">
          Callers of the service, on all ports
        </Typography>
        {observed.callers.length === 0 && (observed.reason ?? 'none')}
        <Box component="ul" sx={{ pl: 2, m: 0 }}>
          {observed.callers.map(caller => (
            <Caller
              key={`${caller.namespace}/${caller.name} ${caller.encryption}`}
              caller={caller}
            />
          ))}
        </Box>
      </div>
      <div>
        <Typography variant="subtitle2" component="h3">
          Identity and proxy
        </Typography>
        <Box component="ul" sx={{ pl: 2, m: 0, overflowWrap: 'anywhere' }}>
          {identities.map(({ spiffe, workload, sharedWith, reason }) => (
            <li key={spiffe ?? workload}>
              {spiffe ?? `${workload}: ${reason}`}
              {sharedWith.length > 0 &&
                `, shared with ${sharedWith.join(', ')}`}
            </li>
          ))}
        </Box>
        <BecauseList reasons={sidecar.because ?? []} />
      </div>
    </Box>
  );
}
