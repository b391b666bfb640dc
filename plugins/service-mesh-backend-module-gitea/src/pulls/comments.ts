import type { Repository } from '@ecotrack/backstage-plugin-service-mesh-node';
import { z } from 'zod';
import type { GiteaClient } from '../client/GiteaClient';

const commentSchema = z.object({ id: z.number(), body: z.string() });

export function comments(client: GiteaClient): Pick<Repository, 'comment'> {
  return {
    async comment(number, marker, text) {
      const line = `<!-- ${marker} -->`;
      const body = `${text}\n\n${line}`;
      // Gitea gives all comments at once.
      const all = await client.get(
        `/issues/${number}/comments`,
        z.array(commentSchema),
      );
      // A person who quotes the comment has the line after a `>`.
      const existing = all.find(comment =>
        comment.body.split(/\r?\n/).includes(line),
      );
      if (!existing) {
        await client.write(
          'POST',
          `/issues/${number}/comments`,
          { body },
          commentSchema,
        );
      } else if (existing.body !== body) {
        await client.write(
          'PATCH',
          `/issues/comments/${existing.id}`,
          { body },
          commentSchema,
        );
      }
    },
  };
}
