import { commitName } from '@ecotrack/backstage-plugin-service-mesh-node';
import type {
  CheckRun,
  Repository,
} from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';
import { readCheckRun, checkRunSchema } from './readCheckRun';
import { readStatus, statusSchema } from './readStatus';

/** GitHub cuts nothing off: it refuses longer ones. */
const LONGEST_DESCRIPTION = 140;

const STATES: Readonly<Record<CheckRun['state'], string>> = {
  pending: 'pending',
  success: 'success',
  failure: 'failure',
  unknown: 'error',
};

/** Check runs of Apps and the newest commit statuses, as one list. */
export function checks(
  client: GithubClient,
): Pick<Repository, 'checks' | 'setCheck'> {
  const statuses = async (commit: string) =>
    (
      await client.get(
        `/commits/${commitName(commit)}/status`,
        z.object({ statuses: z.array(statusSchema) }),
        { per_page: 100 },
      )
    ).statuses.map(readStatus);

  return {
    async checks(commit) {
      const { check_runs: runs } = await client.get(
        `/commits/${commitName(commit)}/check-runs`,
        z.object({ check_runs: z.array(checkRunSchema) }),
        { per_page: 100 },
      );
      return [...runs.map(readCheckRun), ...(await statuses(commit))];
    },

    async setCheck(commit, { name, state, description, url }) {
      const short = description?.slice(0, LONGEST_DESCRIPTION);
      const current = (await statuses(commit)).find(
        status => status.name === name,
      );
      const isSame =
        current?.state === state &&
        current.description === short &&
        current.url === url;
      if (!isSame) {
        await client.write(
          'POST',
          `/statuses/${commit}`,
          {
            state: STATES[state],
            context: name,
            ...(short !== undefined && { description: short }),
            ...(url !== undefined && { target_url: url }),
          },
          statusSchema,
        );
      }
    },
  };
}
