import type { HostedRepository } from '../model/HostedRepository';

/** Ids of the labels that a body names by id or name; those that are not there are left out, as Gitea does. */
export function labelIds(
  { labels }: HostedRepository,
  named: readonly unknown[],
): number[] {
  const ids = named.flatMap(item => {
    const label =
      typeof item === 'number' ? labels.get(item) : labels.find(String(item));
    return label ? [label.id] : [];
  });
  return [...new Set(ids)];
}
