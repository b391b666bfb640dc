import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { ChangeDetail } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Initiator, MeshClient } from '../client/MeshClient';

/** What a change is followed for. */
export interface Followed {
  changeId: string;
  /** In words, such as `merged`. */
  goal: string;
  isReached(change: ChangeDetail): boolean;
  timeoutSeconds: number;
  /** Ends what is to end with a run that was cancelled. @returns what became of the change */
  onCancelled?(): Promise<string>;
}

const STOPPED = ['closed', 'superseded', 'needs-attention'];
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5_000;

function isPassing(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ServiceUnavailableError';
}

/**
 * Looks at a change until it is where it should be.
 *
 * @throws ConflictError when it ended elsewhere or needs a person
 * @throws Error when the time is over, or the run was cancelled; the change itself goes on
 */
export async function followChange(
  client: MeshClient,
  initiator: Initiator & { logger: LoggerService },
  { changeId, goal, isReached, timeoutSeconds, onCancelled }: Followed,
): Promise<ChangeDetail> {
  const { signal, logger } = initiator;
  const url = client.urlOf(changeId);
  const deadline = Date.now() + timeoutSeconds * 1000;
  let pause = FIRST_PAUSE;
  let last = 'Nothing is known of it yet.';
  for (;;) {
    let said = last;
    try {
      const change = await client.change(changeId, initiator);
      if (isReached(change)) {
        return change;
      }
      said = change.problem?.says ?? change.says;
      if (STOPPED.includes(change.state)) {
        throw new ConflictError(
          `The change cannot be ${goal}; it is ${change.state}: ${said} See ${url}`,
        );
      }
    } catch (error) {
      if (signal?.aborted) {
        throw new Error(
          onCancelled
            ? await onCancelled()
            : `The wait was cancelled. The change itself goes on: ${url}`,
        );
      }
      if (!isPassing(error)) {
        throw error;
      }
      said = error.message;
    }
    if (said !== last) {
      logger.info(said);
      last = said;
    }
    const left = deadline - Date.now();
    if (left <= 0) {
      throw new Error(
        `The change was not ${goal} within ${timeoutSeconds} seconds (timeoutSeconds). ${last} It goes on, and this step may be run again: ${url}`,
      );
    }
    await sleep(Math.min(pause, left), undefined, { signal }).catch(
      () => undefined,
    );
    pause = Math.min(pause * 1.5, LONGEST_PAUSE);
  }
}
