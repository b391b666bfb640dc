import type {
  Change,
  ChangeState,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Tone } from '../../lib/tones';

/** What each state is called, and how much attention it asks for. */
export const changeStates: Record<ChangeState, { label: string; tone: Tone }> =
  {
    planned: { label: 'planned', tone: 'quiet' },
    proposed: { label: 'proposed', tone: 'quiet' },
    edited: { label: 'edited', tone: 'warning' },
    'needs-attention': { label: 'needs attention', tone: 'warning' },
    merged: { label: 'merged', tone: 'quiet' },
    synced: { label: 'synced', tone: 'quiet' },
    live: { label: 'live', tone: 'good' },
    closed: { label: 'closed', tone: 'quiet' },
    superseded: { label: 'superseded', tone: 'quiet' },
  };

const ENDS: readonly ChangeState[] = ['live', 'closed', 'superseded'];

/** Whether nothing more will happen to the change by itself. */
export const isAtEnd = ({ state }: Pick<Change, 'state'>) =>
  ENDS.includes(state);
