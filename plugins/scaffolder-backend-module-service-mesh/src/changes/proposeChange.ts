import { createHash } from 'node:crypto';
import { toError } from '@backstage/errors';
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

/** A change that a step asked for; null when there is nothing to propose. */
type Made = { changeId: string | null; isNew: boolean };

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

/** Whether a run that was cancelled before had its change withdrawn, so that it has to be proposed anew. */
async function isWithdrawn(
  client: MeshClient,
  step: ProposingStep,
  changeId: string,
): Promise<boolean> {
  if (step.signal?.aborted) {
    return false;
  }
  const { state, pullRequest } = await client.change(changeId, step);
  return state === 'closed' && pullRequest === undefined;
}

/** Leaves nothing of a change that a cancelled run made. @returns what became of it */
async function cancelled(
  client: MeshClient,
  step: ProposingStep,
  changeId: string,
  isNew: boolean,
): Promise<string> {
  const url = client.urlOf(changeId);
  if (!isNew) {
    return `The run was cancelled. The change was asked for before, so it goes on: ${url}`;
  }
  try {
    const { getInitiatorCredentials } = step;
    const { pullRequest } = await client.change(changeId, {
      getInitiatorCredentials,
    });
    if (pullRequest) {
      return `The run was cancelled. Its pull request was there already, and stays: ${pullRequest.url}`;
    }
    await client.withdraw(changeId, 'the run was cancelled', step);
    return `The run was cancelled. The change was withdrawn: ${url}`;
  } catch (error) {
    return `The run was cancelled, and the change could not be withdrawn: ${
      toError(error).message
    } Withdraw it there: ${url}`;
  }
}

/**
 * Proposes a change, waits for its pull request and outputs both. In a dry run it is only previewed. Asked again, it
 * goes on with the open pull request; when Git says already what is asked for, there is nothing to propose. Cancelled
 * before there is a pull request, it withdraws the change that it made.
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
  const propose = async (): Promise<Made> => {
    if (!(await isWorthProposing(client, step, wanted, nameOf))) {
      return { changeId: null, isNew: false };
    }
    const { change, isNew } = await client.propose(wanted, step);
    return { changeId: change.id, isNew };
  };
  const made = await step.checkpoint({
    key: checkpointOf(wanted),
    fn: propose,
  });
  const current =
    made.changeId !== null && (await isWithdrawn(client, step, made.changeId))
      ? await propose()
      : made;
  const { changeId, isNew } = current;
  if (changeId === null) {
    step.output('state', UNCHANGED);
    return;
  }
  const change = await followChange(client, step, {
    changeId,
    goal: 'proposed',
    isReached: ({ pullRequest }) => pullRequest !== undefined,
    timeoutSeconds,
    onCancelled: () => cancelled(client, step, changeId, isNew),
  });
  step.logger.info(`Pull request: ${change.pullRequest?.url}`);
  step.output('changeId', changeId);
  step.output('changeUrl', client.urlOf(changeId));
  step.output('pullRequestUrl', change.pullRequest?.url);
  step.output('state', change.state);
}
