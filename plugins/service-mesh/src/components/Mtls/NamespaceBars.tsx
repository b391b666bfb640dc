import Box from '@mui/material/Box';
import type { Mtls } from '@ecotrack/backstage-plugin-service-mesh-common';
import { hatching, toneColor, type Tone } from '../../lib/tones';

const MODES: ['strict' | 'permissive' | 'plaintext' | 'unknown', Tone][] = [
  ['strict', 'good'],
  ['permissive', 'warning'],
  ['plaintext', 'bad'],
  ['unknown', 'unknown'],
];

type Namespace = Mtls['namespaces'][number];

function inWords(line: Namespace): string {
  return MODES.filter(([mode]) => line[mode] > 0)
    .map(([mode]) => `${line[mode]} ${mode}`)
    .join(', ');
}

/** A bar per namespace: its services by their weakest mode, in words as well. */
export function NamespaceBars({
  namespaces,
}: {
  namespaces: readonly Namespace[];
}) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(120px, auto) 1fr minmax(180px, auto)',
        gap: 1,
        alignItems: 'center',
      }}
    >
      {namespaces.map(line => (
        <Box key={line.namespace} sx={{ display: 'contents' }}>
          <span>{line.namespace}</span>
          <Box
            aria-hidden
            sx={{
              display: 'flex',
              height: 14,
              borderRadius: 1,
              overflow: 'hidden',
            }}
          >
            {MODES.map(([mode, tone]) => (
              <Box
                key={mode}
                sx={{
                  flexGrow: line[mode],
                  ...(mode === 'unknown'
                    ? { backgroundImage: hatching }
                    : { bgcolor: theme => toneColor(theme, tone) }),
                }}
              />
            ))}
          </Box>
          <span>{inWords(line)}</span>
        </Box>
      ))}
    </Box>
  );
}
