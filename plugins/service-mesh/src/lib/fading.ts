import { keyframes } from '@mui/material/styles';

const fade = keyframes`from { background-color: rgba(128, 128, 128, 0.35); }`;

/** A background that fades once, for what has just changed. */
export const fading = {
  '@media (prefers-reduced-motion: no-preference)': {
    animation: `${fade} 1.2s ease-out`,
  },
};
