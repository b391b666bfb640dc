export { githubRoutes } from './githubRoutes';
export { GithubApps } from './GithubApps';
export type { GithubApp } from './GithubApps';
