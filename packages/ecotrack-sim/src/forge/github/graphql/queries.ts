import type { Forge, HostedRepository } from '../../model';
import { ForgeError } from '../../model';
import { problem } from './problem';

/** GitHub cuts longer texts off. */
const LONGEST_TEXT = 512_000;

/** @throws GraphQLError `NOT_FOUND` */
export function findRepository(
  forge: Forge,
  fullName: string,
): HostedRepository {
  const repository = forge.find(fullName);
  if (!repository) {
    throw problem(
      'NOT_FOUND',
      `Could not resolve to a Repository with the name '${fullName}'.`,
    );
  }
  return repository;
}

async function blobAnswer(repository: HostedRepository, oid: string) {
  try {
    const content = await repository.blob(oid);
    const isBinary = content.includes(0);
    return {
      __typename: 'Blob',
      oid,
      byteSize: content.length,
      isBinary,
      isTruncated: content.length > LONGEST_TEXT,
      text: isBinary ? null : content.toString('utf8', 0, LONGEST_TEXT),
    };
  } catch (error) {
    if (error instanceof ForgeError) {
      return null;
    }
    throw error;
  }
}

/** `Query.repository`: its blobs by their names. */
export function repositoryAnswer(
  forge: Forge,
  { owner, name }: { owner: string; name: string },
) {
  const repository = findRepository(forge, `${owner}/${name}`);
  return {
    object: ({ oid }: { oid?: string | null }) =>
      oid ? blobAnswer(repository, oid) : null,
  };
}
