import type { Theme } from '@mui/material/styles';
import type { Health } from '@ecotrack/backstage-plugin-service-mesh-common';

/** How much attention something asks for. */
export type Tone = 'bad' | 'warning' | 'good' | 'quiet' | 'unknown';

const LIGHT: Record<Tone, string> = {
  bad: '#b3261e',
  warning: '#8a4b00',
  good: '#1b6e3c',
  quiet: '#5c6066',
  unknown: '#5c6066',
};
const DARK: Record<Tone, string> = {
  bad: '#ffa69e',
  warning: '#ffc46b',
  good: '#9ad8ae',
  quiet: '#c4c7cc',
  unknown: '#c4c7cc',
};

/** A colour with enough contrast for text on the page and on cards, in light and dark. */
export function toneColor(theme: Theme, tone: Tone): string {
  return (theme.palette.mode === 'dark' ? DARK : LIGHT)[tone];
}

/** The tone of a health. */
export const healthTone: Record<Health, Tone> = {
  failing: 'bad',
  degraded: 'warning',
  ok: 'good',
  idle: 'quiet',
  unknown: 'unknown',
};

/** Grey hatching: the picture of what is not known. */
export function hatching(theme: Theme): string {
  const line = theme.palette.mode === 'dark' ? '#8a8d92' : '#b9bdc3';
  return `repeating-linear-gradient(45deg, transparent 0 3px, ${line} 3px 4px)`;
}
