import { z } from 'zod';

const UNKNOWN = 'GitHub does not say which';
const repositorySchema = z.object({ html_url: z.string() });
const REPOSITORY = /^(.*\/repositories\/\d+)(\/.*)?$/;

/** The new page of a repository that was renamed or transferred, asked of where the same API redirects to. */
export async function movedTo(
  response: Response,
  asked: string,
  headers: Record<string, string>,
): Promise<string> {
  const location = response.headers.get('location') ?? '';
  if (!URL.canParse(location, asked)) {
    return UNKNOWN;
  }
  const target = new URL(location, asked);
  const repository = REPOSITORY.exec(target.pathname)?.[1];
  if (target.origin !== new URL(asked).origin || !repository) {
    return UNKNOWN;
  }
  try {
    const answer = await fetch(`${target.origin}${repository}`, {
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    return repositorySchema.parse(await answer.json()).html_url;
  } catch {
    return UNKNOWN;
  }
}
