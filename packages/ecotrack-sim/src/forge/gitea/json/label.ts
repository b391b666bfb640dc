import type { Forge } from '../../model/Forge';
import type { HostedRepository } from '../../model/HostedRepository';
import type { Label } from '../../model/types';
import { addresses } from './repository';

/** `Label` of Gitea. */
export function labelJson(
  forge: Forge,
  repository: HostedRepository,
  { id, name, color, description }: Label,
) {
  const url = `${addresses(forge, repository).api}/labels/${id}`;
  return {
    id,
    name,
    exclusive: false,
    is_archived: false,
    color,
    description,
    url,
  };
}
