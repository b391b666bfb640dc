import type { Forge } from '../../model/Forge';

/** `User` of Gitea. */
export function userJson(forge: Forge, login: string) {
  const user = forge.users.find(login);
  return {
    id: user?.id ?? -1,
    login,
    login_name: '',
    full_name: user?.fullName ?? '',
    email: user?.email ?? `${login}@users.forge.example.com`,
    avatar_url: `${forge.url}/avatars/${encodeURIComponent(login)}`,
    html_url: `${forge.url}/${encodeURIComponent(login)}`,
    username: login,
    is_admin: false,
    active: true,
    restricted: false,
  };
}
