import Box from '@mui/material/Box';
import type { Point } from '@ecotrack/backstage-plugin-service-mesh-common';
import { UnknownValue } from '../UnknownValue';
import { linePath } from './linePath';

const WIDTH = 320;
const HEIGHT = 88;
const STROKES = [
  { width: 2.25, dash: undefined },
  { width: 1.75, dash: '6 3' },
  { width: 1.75, dash: '2 3' },
  { width: 1.75, dash: '9 3 2 3' },
];

/** One line of a chart and its current value. */
export interface ChartLine {
  name: string;
  value: number | null | undefined;
  points: readonly Point[];
}

const strokeOf = (index: number) => STROKES[index % STROKES.length];
const clock = (time: number) =>
  new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

/** Lines over one scale, told apart by their dashes; their names and values below are the legend. */
export function LineChart({
  title,
  lines,
  format,
}: {
  title: string;
  lines: readonly ChartLine[];
  format: (value: number | null | undefined) => string;
}) {
  const points = lines.flatMap(line => line.points);
  const known = points.flatMap(({ value }) => value ?? []);
  const times = points.map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const peak = Math.max(...known);
  const toX = (time: number) => ((time - from) / (to - from)) * WIDTH;
  const toY = (value: number) =>
    HEIGHT - 2 - (value / (peak || 1)) * (HEIGHT - 4);
  const isDrawn = known.length > 1 && to > from;
  return (
    <>
      {isDrawn && (
        <>
          <Box
            component="svg"
            role="img"
            aria-label={`${title} from ${clock(from)} to ${clock(
              to,
            )}, at most ${format(peak)}`}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            sx={{
              display: 'block',
              width: '100%',
              height: HEIGHT,
              borderBottom: 1,
              borderColor: 'divider',
            }}
          >
            {lines.map((line, index) => (
              <path
                key={line.name}
                d={linePath(line.points, toX, toY)}
                fill="none"
                stroke="currentColor"
                strokeWidth={strokeOf(index).width}
                strokeDasharray={strokeOf(index).dash}
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </Box>
          <Box
            aria-hidden
            sx={{
              display: 'flex',
              justifyContent: 'space-between',
              color: 'text.secondary',
              fontSize: 12,
            }}
          >
            <span>{clock(from)}</span>
            <span>at most {format(peak)}</span>
            <span>{clock(to)}</span>
          </Box>
        </>
      )}
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 1 }}>
        {lines.map(({ name, value }, index) => (
          <Box
            component="li"
            key={name}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 1,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {isDrawn && (
              <svg width={28} height={8} aria-hidden>
                <path
                  d="M0 4H28"
                  stroke="currentColor"
                  strokeWidth={strokeOf(index).width}
                  strokeDasharray={strokeOf(index).dash}
                />
              </svg>
            )}
            <Box component="span" sx={{ flexGrow: 1 }}>
              {name}
            </Box>
            {value === null || value === undefined ? (
              <UnknownValue />
            ) : (
              format(value)
            )}
          </Box>
        ))}
      </Box>
    </>
  );
}
