import { nodeId, numericId } from './identity';

/** `team` of GitHub's description. @param name - `org/team` */
export function teamJson(origin: string, name: string) {
  const [organisation, slug] = name.split('/');
  const url = `${origin}/api/v3/organizations/${numericId(
    organisation,
  )}/team/${numericId(name)}`;
  return {
    id: numericId(name),
    node_id: nodeId('Team', name),
    url,
    html_url: `${origin}/orgs/${organisation}/teams/${slug}`,
    name: slug,
    slug,
    description: null,
    permission: 'push',
    privacy: 'closed',
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    parent: null,
  };
}
