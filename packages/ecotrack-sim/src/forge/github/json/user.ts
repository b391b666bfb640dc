import { nodeId, numericId } from './identity';

/** `simple-user` of GitHub's description. */
export function userJson(
  origin: string,
  login: string,
  type: 'User' | 'Organization' | 'Bot' = 'User',
) {
  const url = `${origin}/api/v3/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: numericId(login),
    node_id: nodeId('User', login),
    avatar_url: `${origin}/avatars/${encodeURIComponent(login)}`,
    gravatar_id: '',
    url,
    html_url: `${origin}/${encodeURIComponent(login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: false,
  };
}
