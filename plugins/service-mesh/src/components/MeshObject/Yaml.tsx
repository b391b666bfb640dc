import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';

/** YAML with numbered lines; marked lines are those that findings are about. */
export function Yaml({
  text,
  marked,
  current,
}: {
  text: string;
  marked: ReadonlySet<number>;
  /** Line to bring into view. */
  current?: number;
}) {
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    line.current?.scrollIntoView?.({ block: 'center' });
  }, [current]);
  return (
    <Box
      component="pre"
      tabIndex={0}
      aria-label="YAML"
      sx={{ overflow: 'auto', maxHeight: 640, m: 0, fontSize: 13 }}
    >
      {text
        .trimEnd()
        .split('\n')
        .map((content, index) => {
          const number = index + 1;
          const isMarked = marked.has(number);
          return (
            <Box
              key={number}
              ref={number === current ? line : undefined}
              sx={{
                display: 'flex',
                gap: 2,
                borderLeft: 4,
                borderColor: isMarked ? 'warning.main' : 'transparent',
                bgcolor: number === current ? 'action.selected' : undefined,
              }}
            >
              <Box
                component="span"
                aria-hidden
                sx={{
                  minWidth: '4ch',
                  textAlign: 'right',
                  color: 'text.secondary',
                  userSelect: 'none',
                }}
              >
                {number}
              </Box>
              <span>
                {isMarked && <Box component="span">▸ </Box>}
                {content}
              </span>
            </Box>
          );
        })}
    </Box>
  );
}
