import { z } from 'zod';
import type { GiteaClient } from './GiteaClient';

const repositorySchema = z.object({
  default_branch: z.string(),
  default_merge_style: z.string().optional(),
});

/** @throws RepositoryError `not-found`, `repository-moved` */
export function readRepository(client: GiteaClient) {
  return client.get('', repositorySchema);
}
