import express from 'express';
import type { ErrorRequestHandler, RequestHandler, Router } from 'express';
import createRouter from 'express-promise-router';
import type { Clock } from '../../clock/clock';
import type { Forge } from '../model';
import { asGithubAnswer, GithubAnswer } from './GithubAnswer';
import type { GithubApps } from './GithubApps';
import { graphqlRoutes } from './graphql/routes';
import { appRoutes } from './rest/apps';
import { gitRoutes } from './rest/git';
import { issueRoutes } from './rest/issues';
import { pullRoutes } from './rest/pulls';
import { readingRoutes } from './rest/reading';
import { reviewerRoutes } from './rest/reviewers';
import { reviewRoutes } from './rest/reviews';
import { scopeOf } from './rest/scope';
import { statusRoutes } from './rest/statuses';

const BODY_LIMIT = '50mb';

/** Reads are public, but not with credentials that are wrong. */
function refuseUnknown(forge: Forge): RequestHandler {
  return (request, _response, next) => {
    const { authorization } = request.headers;
    if (forge.users.authenticate(authorization) === 'refused') {
      throw new GithubAnswer(401, 'Bad credentials');
    }
    next();
  };
}

const answerProblems: ErrorRequestHandler = (
  error: unknown,
  _request,
  response,
  next,
) => {
  if (response.headersSent) {
    next(error);
    return;
  }
  const answer = asGithubAnswer(error);
  response.status(answer.status).json(answer.body);
};

/**
 * The parts of GitHub's API that the portal calls, in the layout of GitHub Enterprise: `/api/v3` and `/api/graphql`. To be
 * mounted at `/api`.
 */
export function githubRoutes(
  forge: Forge,
  { clock, apps }: { clock: Clock; apps: GithubApps },
): Router {
  const rest = createRouter();
  appRoutes(rest, apps, forge, clock);
  rest.use(refuseUnknown(forge));
  const scope = scopeOf(forge);
  readingRoutes(rest, scope);
  gitRoutes(rest, scope);
  pullRoutes(rest, scope);
  reviewerRoutes(rest, scope, forge);
  reviewRoutes(rest, scope);
  issueRoutes(rest, scope);
  statusRoutes(rest, scope, clock);
  rest.use(() => {
    throw new GithubAnswer(404, 'Not Found');
  });

  const router = createRouter();
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use('/v3', rest);
  graphqlRoutes(router, forge);
  router.use(answerProblems);
  return router;
}
