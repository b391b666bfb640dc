import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Clock } from '../clock/clock';
import { forgeFaultRoutes } from './faults/forgeFaultRoutes';
import { strike } from './faults/strike';
import { smartHttp } from './git/smartHttp';
import { giteaApi } from './gitea/giteaApi';
import { githubAppRoutes } from './github/githubAppRoutes';
import { GithubApps } from './github/GithubApps';
import { githubRoutes } from './github/githubRoutes';
import type { Forge } from './model/Forge';
import { forgePages } from './pages/forgePages';

const answerError: ErrorRequestHandler = (error, _, response, next) => {
  if (response.headersSent) {
    next(error);
  } else {
    response.status(500).json({ message: 'The forge failed at this request.' });
  }
};

/** All that a forge answers over HTTP. */
export function forgeApp(forge: Forge, clock: Clock): Express {
  const app = express();
  const apps = new GithubApps();
  app.disable('x-powered-by');
  app.use('/-/faults', forgeFaultRoutes(forge.faults));
  app.use('/-/github-apps', githubAppRoutes(apps));
  app.use('/api', strike(forge.faults));
  app.use('/api/v1', giteaApi(forge));
  app.use('/api', githubRoutes(forge, { clock, apps }));
  app.use(smartHttp(forge));
  app.use(forgePages(forge));
  app.use(answerError);
  return app;
}
