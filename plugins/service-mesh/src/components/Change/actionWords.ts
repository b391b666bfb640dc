import type { ChangeAction } from '@ecotrack/backstage-plugin-service-mesh-common';

/** What one may do with a change: the words of the button, and what it does before somebody confirms it. */
export const actionWords: Record<
  ChangeAction,
  { label: string; does: string }
> = {
  revert: {
    label: 'Revert',
    does: 'Proposes a new change with the previous values, on the files as they are now.',
  },
  repropose: {
    label: 'Propose again',
    does: 'Asks again for the same, on the files as they are now, with a new pull request.',
  },
  refresh: {
    label: 'Refresh',
    does: 'Looks at the repository host and the cluster now.',
  },
  'discard-edits': {
    label: 'Discard edits',
    does: 'Leaves what others committed on the branch behind: the change goes on with a new branch.',
  },
  withdraw: {
    label: 'Withdraw',
    does: 'Closes the pull request, if there is one already, and removes its branch. Nothing of it will be merged.',
  },
};
