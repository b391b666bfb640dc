import { blobName } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GithubClient } from '../client/GithubClient';

const FILES_AT_ONCE = 50;
const blobSchema = z.object({ content: z.string() });
const textsSchema = z.object({
  repository: z.record(
    z.string(),
    z.object({ text: z.string().nullish() }).nullable(),
  ),
});

function document(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return `query Files($owner: String!, $name: String!${numbers
    .map(index => `, $o${index}: GitObjectID!`)
    .join('')}) {
  repository(owner: $owner, name: $name) {
${numbers
  .map(index => `    o${index}: object(oid: $o${index}) { ...Text }`)
  .join('\n')}
  }
}
fragment Text on Blob { text }`;
}

/** The exact bytes, when they are UTF-8. */
async function readBlob(
  client: GithubClient,
  sha: string,
): Promise<string | undefined> {
  const { content } = await client.get(`/git/blobs/${sha}`, blobSchema);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(content, 'base64'),
    );
  } catch {
    return undefined;
  }
}

/**
 * Texts of blobs by their names. GraphQL gives many at once but cuts long ones and rewrites other encodings: a text that
 * is not the blob of that name is read again by itself. What is no text is left out.
 */
export async function readTexts(
  client: GithubClient,
  blobs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { owner, name } = client.address;
  const found = new Map<string, string>();
  for (let start = 0; start < blobs.length; start += FILES_AT_ONCE) {
    const some = blobs.slice(start, start + FILES_AT_ONCE);
    const { repository } = await client.query(
      document(some.length),
      {
        owner,
        name,
        ...Object.fromEntries(some.map((sha, index) => [`o${index}`, sha])),
      },
      textsSchema,
    );
    for (const [index, sha] of some.entries()) {
      const given = repository[`o${index}`]?.text;
      const text =
        typeof given !== 'string' || blobName(given) === sha
          ? given
          : await readBlob(client, sha);
      if (typeof text === 'string') {
        found.set(sha, text);
      }
    }
  }
  return found;
}
