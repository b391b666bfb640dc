import type { GithubCredentialsProvider } from '@backstage/integration';
import type { RepositoryProblem } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { RepositoryAddress } from '../readRepositoryUrl';
import { GithubError } from './GithubError';
import { sentence } from './sentences';

const failureSchema = z.object({ status: z.number() });

function problemOf(status: number | undefined): RepositoryProblem {
  if (status !== undefined && status >= 500) {
    return 'unreachable';
  }
  return status === 403 || status === 429 ? 'rate-limited' : 'unauthorized';
}

/**
 * Headers with the token of the integration, or with one that its App is given for the owner.
 *
 * @throws GithubError without what the provider said: that may name the key
 */
export async function authorize(
  provider: GithubCredentialsProvider,
  address: RepositoryAddress,
): Promise<Record<string, string>> {
  const { headers } = await provider
    .getCredentials({ url: address.url })
    .catch((error: unknown) => {
      const failure = failureSchema.safeParse(error);
      const status = failure.success ? failure.data.status : undefined;
      const problem = problemOf(status);
      throw new GithubError(
        problem,
        sentence(problem, address, 'the App was given no token', 60_000),
        status ?? 401,
        'the App was given no token',
        problem === 'rate-limited' ? 60_000 : undefined,
      );
    });
  if (!headers) {
    throw new GithubError(
      'unauthorized',
      `integrations.github has no token for ${address.host} and no App that is installed for ${address.owner}. Install the App or add a token.`,
      401,
      'no credentials',
    );
  }
  return headers;
}
