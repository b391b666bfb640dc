import type { RepositoryProblem } from '@ecotrack/backstage-plugin-service-mesh-node';
import type { RepositoryAddress } from '../readRepositoryUrl';

const LONGEST_REASON = 300;

function oneLine(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > LONGEST_REASON
    ? `${line.slice(0, LONGEST_REASON)}…`
    : line;
}

/** Says what is wrong and what mends it. */
export function sentence(
  problem: RepositoryProblem,
  { host, owner, name }: RepositoryAddress,
  reason: string,
  retryAfter = 0,
): string {
  const repository = `${owner}/${name}`;
  const said = oneLine(reason);
  const wait = Math.ceil(retryAfter / 1000);
  const sentences: Record<RepositoryProblem, string> = {
    unreachable: `${host} does not answer: ${said}.`,
    'rate-limited': `${host} takes no more requests for ${wait} s.`,
    unauthorized: `${host} does not accept the credentials of integrations.gitea for this host.`,
    forbidden: `The credentials of integrations.gitea for ${host} may not do this in ${repository}: ${said}. Give the token the scopes write:repository and write:issue, and its user write access.`,
    protected: `A rule of ${repository} at ${host} protects the branch: ${said}.`,
    'not-found': `${repository} at ${host} does not have it, or the credentials may not see it: ${said}.`,
    'repository-moved': `${repository} at ${host} has another address now: ${said}. Change the address in the configuration.`,
    'branch-moved': `The branch of ${repository} at ${host} is not where it was expected: ${said}.`,
    'not-mergeable': `${host} does not merge it: ${said}.`,
    refused: `${host} refused it for ${repository}: ${said}.`,
  };
  return sentences[problem];
}
