import Box from '@mui/material/Box';
import type { Point } from '@ecotrack/backstage-plugin-service-mesh-common';
import { toneColor, type Tone } from '../../lib/tones';

const WIDTH = 120;
const HEIGHT = 28;

/** The course of a value; gaps where it is not known. */
export function Sparkline({
  points,
  label,
  tone = 'quiet',
  width = WIDTH,
  height = HEIGHT,
}: {
  points: readonly Point[];
  /** What is drawn, for those who cannot see it. */
  label: string;
  tone?: Tone;
  width?: number;
  height?: number;
}) {
  const values = points.flatMap(({ value }) => value ?? []);
  if (values.length < 2) {
    return null;
  }
  const top = Math.max(...values) || 1;
  const x = (index: number) => (index / (points.length - 1)) * (width - 2) + 1;
  const y = (value: number) => height - 2 - (value / top) * (height - 4);
  let path = '';
  let pen = 'M';
  points.forEach(({ value }, index) => {
    if (value === null) {
      pen = 'M';
    } else {
      path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
    }
  });
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      sx={{
        width,
        height,
        maxWidth: '100%',
        color: theme => toneColor(theme, tone),
      }}
    >
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        vectorEffect="non-scaling-stroke"
      />
    </Box>
  );
}
