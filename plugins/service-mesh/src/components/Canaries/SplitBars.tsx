import Box from '@mui/material/Box';
import type {
  Canary,
  Split,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { formatShare } from '../../lib/format';
import { hatching } from '../../lib/tones';

function interval({ low, high }: Split): string {
  return low === undefined || high === undefined
    ? ''
    : ` (${formatShare(low)} – ${formatShare(high)})`;
}

function Bar({
  name,
  splits,
  unknown,
}: {
  name: string;
  splits: readonly Split[] | null;
  unknown: string;
}) {
  return (
    <Box sx={{ display: 'contents' }}>
      <strong>{name}</strong>
      <Box
        aria-hidden
        sx={{
          display: 'flex',
          height: 16,
          borderRadius: 1,
          overflow: 'hidden',
          border: 1,
          borderColor: 'divider',
          ...(splits ? {} : { backgroundImage: hatching }),
        }}
      >
        {splits?.map(({ version, weight }, index) => (
          <Box
            key={version}
            sx={{
              flexGrow: weight,
              bgcolor: index === 0 ? 'primary.main' : 'secondary.main',
              opacity: index === 0 ? 0.55 : 1,
              borderLeft: index === 0 ? 0 : 2,
              borderColor: 'background.paper',
            }}
          />
        ))}
      </Box>
      <span>
        {splits
          ? splits
              .map(
                split =>
                  `${split.version} ${formatShare(split.weight)}${interval(
                    split,
                  )}`,
              )
              .join(', ')
          : unknown}
      </span>
    </Box>
  );
}

/** What is asked for, what the routes say, and what the servers counted. */
export function SplitBars({
  canary: { declared, applied, observed, observedRequests },
}: {
  canary: Canary;
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'auto minmax(120px, 1fr) minmax(240px, auto)',
        columnGap: 2,
        rowGap: 0.5,
        alignItems: 'center',
        fontVariantNumeric: 'tabular-nums',
      }}
    >
      <Bar
        name="Declared"
        splits={declared}
        unknown="no controller declares a split"
      />
      <Bar name="Applied" splits={applied} unknown="the routes do not split" />
      <Bar
        name="Observed"
        splits={observed}
        unknown={
          observedRequests === null
            ? 'unknown: no requests were counted'
            : 'unknown'
        }
      />
    </Box>
  );
}
