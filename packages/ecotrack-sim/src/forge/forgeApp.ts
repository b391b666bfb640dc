import express, { type ErrorRequestHandler, type Express } from 'express';
import { forgeFaultRoutes } from './faults/forgeFaultRoutes';
import { strike } from './faults/strike';
import { smartHttp } from './git/smartHttp';
import { giteaApi } from './gitea/giteaApi';
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
export function forgeApp(forge: Forge): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use('/-/faults', forgeFaultRoutes(forge.faults));
  app.use('/api', strike(forge.faults));
  app.use('/api/v1', giteaApi(forge));
  app.use(smartHttp(forge));
  app.use(forgePages(forge));
  app.use(answerError);
  return app;
}
