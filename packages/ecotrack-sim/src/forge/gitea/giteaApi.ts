import type { Router } from 'express';
import type { Forge } from '../model/Forge';
import { GiteaRouter } from './GiteaRouter';
import { accountRoutes } from './routes/accounts';
import { branchRoutes } from './routes/branches';
import { contentsRoutes } from './routes/contents';
import { gitDataRoutes } from './routes/gitData';
import { issueRoutes } from './routes/issues';
import { pullRoutes } from './routes/pulls';
import { reviewRoutes } from './routes/reviews';
import { statusRoutes } from './routes/statuses';
import { webhookRoutes } from './routes/webhooks';

/** The API of Gitea, to be served below `/api/v1`. */
export function giteaApi(forge: Forge): Router {
  const router = new GiteaRouter(forge);
  [
    accountRoutes,
    branchRoutes,
    contentsRoutes,
    statusRoutes,
    gitDataRoutes,
    reviewRoutes,
    pullRoutes,
    issueRoutes,
    webhookRoutes,
  ].forEach(add => add(router));
  return router.end();
}
