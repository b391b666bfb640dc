import Box from '@mui/material/Box';
import type { Theme } from '@mui/material/styles';
import type { ChangedFile } from '@ecotrack/backstage-plugin-service-mesh-common';
import { toneColor, type Tone } from '../../lib/tones';

const TONES: Record<string, Tone> = { '+': 'good', '-': 'bad', '@': 'quiet' };

function lineStyle(line: string) {
  const tone = TONES[line.charAt(0)];
  return (
    tone && {
      color: (theme: Theme) => toneColor(theme, tone),
      ...(tone !== 'quiet' && { borderColor: 'currentColor' }),
    }
  );
}

function FileDiff({ file: { path, change, diff } }: { file: ChangedFile }) {
  const lines = diff.replace(/\n$/, '').split('\n');
  const count = (sign: string) =>
    lines.filter(line => line.startsWith(sign)).length;
  return (
    <Box component="section" aria-label={path} sx={{ mb: 2 }}>
      <Box sx={{ overflowWrap: 'anywhere', mb: 0.5 }}>
        <strong>{path}</strong> {change}; lines: {count('+')} added,{' '}
        {count('-')} removed
      </Box>
      <Box
        component="pre"
        role="region"
        tabIndex={0}
        aria-label={`Diff of ${path}`}
        sx={{
          m: 0,
          py: 1,
          overflow: 'auto',
          maxHeight: 480,
          border: 1,
          borderColor: 'divider',
          fontSize: 13,
          fontFamily: 'monospace',
        }}
      >
        {lines.map((line, index) => (
          <Box
            key={index}
            sx={{
              px: 1,
              borderLeft: 4,
              borderColor: 'transparent',
              width: 'max-content',
              minWidth: '100%',
              ...lineStyle(line),
            }}
          >
            {line || ' '}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** What would stand in the files, line by line; the sign says the same as the colour. */
export function DiffView({ files }: { files: readonly ChangedFile[] }) {
  return files.length === 0 ? (
    <>No file changes.</>
  ) : (
    <>
      {files.map(file => (
        <FileDiff key={file.path} file={file} />
      ))}
    </>
  );
}
