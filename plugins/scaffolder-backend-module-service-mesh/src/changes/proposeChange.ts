import { createHash } from 'node:crypto';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { MeshClient, WantedChange } from '../client/MeshClient';
import { followChange } from './followChange';
import { logPreview } from './logPreview';
import { refuseBlocked, type FieldName } from './refuse';

/** What of a step a proposal needs. */
export type ProposingStep = Pick<
  ActionContext<Record<string, never>>,
  'checkpoint' | 'getInitiatorCredentials' | 'isDryRun' | 'logger' | 'signal'
> & {
  output(name: keyof Proposed, value: string | undefined): void;
};

/** What became of a change. */
interface Proposed {
  changeId?: string;
  changeUrl?: string;
  pullRequestUrl?: string;
  /** A state of the API, `unchanged` or `previewed`. */
  state: string;
}

const PATIENCE_SECONDS = 60;
const UNCHANGED = 'unchanged';

/** A step that runs for each of a list has a checkpoint for each of its changes. */
function checkpointOf(wanted: WantedChange): string {
  const hash = createHash('sha256').update(JSON.stringify(wanted));
  return `propose.${hash.digest('hex').slice(0, 16)}`;
}

/** @returns whether there is something to propose. @throws what `refuseBlocked` does */
async function isWorthProposing(
  client: MeshClient,
  step: ProposingStep,
  wanted: WantedChange,
  nameOf: FieldName,
): Promise<boolean> {
  const preview = await client.preview(wanted, step);
  logPreview(preview, step.logger);
  if (preview.unchanged && !preview.existing) {
    step.logger.info('Git says so already: there is nothing to propose.');
    return false;
  }
  refuseBlocked(preview, nameOf);
  return true;
}

/**
 * Proposes a change, waits for its pull request and outputs both. In a dry run it is only previewed. Asked again, it
 * goes on with the open pull request; when Git says already what is asked for, there is nothing to propose.
 *
 * @throws InputError with the field and the fix
 * @throws NotAllowedError when the person who runs the template may not
 */
export async function proposeChange(
  client: MeshClient,
  step: ProposingStep,
  wanted: WantedChange,
  options: {
    nameOf: FieldName;
    timeoutSeconds?: number;
    /** As in a dry run: only check and refuse. */
    isCheck?: boolean;
  },
): Promise<void> {
  const { nameOf, timeoutSeconds = PATIENCE_SECONDS, isCheck } = options;
  if (step.isDryRun || isCheck) {
    const isWorth = await isWorthProposing(client, step, wanted, nameOf);
    step.output('state', isWorth ? 'previewed' : UNCHANGED);
    return;
  }
  const { changeId } = await step.checkpoint({
    key: checkpointOf(wanted),
    fn: async () => ({
      changeId: (await isWorthProposing(client, step, wanted, nameOf))
        ? (
            await client.propose(wanted, step)
          ).id
        : null,
    }),
  });
  if (changeId === null) {
    step.output('state', UNCHANGED);
    return;
  }
  const change = await followChange(client, step, {
    changeId,
    goal: 'proposed',
    isReached: ({ pullRequest }) => pullRequest !== undefined,
    timeoutSeconds,
  });
  step.logger.info(`Pull request: ${change.pullRequest?.url}`);
  step.output('changeId', changeId);
  step.output('changeUrl', client.urlOf(changeId));
  step.output('pullRequestUrl', change.pullRequest?.url);
  step.output('state', change.state);
}
