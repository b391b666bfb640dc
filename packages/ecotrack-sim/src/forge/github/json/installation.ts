import type { GithubApp } from '../GithubApps';
import { numericId } from './identity';
import { userJson } from './user';

export const PERMISSIONS = {
  contents: 'write',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
};

/** `installation` of GitHub's description. */
export function installationJson(
  origin: string,
  app: GithubApp,
  madeAt: string,
) {
  const id = numericId(`${app.id}/${app.owner}`);
  return {
    id,
    account: userJson(origin, app.owner, 'Organization'),
    repository_selection: 'all',
    access_tokens_url: `${origin}/api/v3/app/installations/${id}/access_tokens`,
    repositories_url: `${origin}/api/v3/installation/repositories`,
    html_url: `${origin}/organizations/${app.owner}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: numericId(app.owner),
    target_type: 'Organization',
    permissions: PERMISSIONS,
    events: ['pull_request', 'push'],
    created_at: madeAt,
    updated_at: madeAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}
