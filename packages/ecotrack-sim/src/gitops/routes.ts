import express, { type ErrorRequestHandler } from 'express';
import { fieldsOf } from './fields';
import { SyncError, type GitOps } from './GitOps';

const answerError: ErrorRequestHandler = (error, _, response, next) => {
  if (error instanceof SyncError) {
    response.status(error.status).json({ error: error.message });
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ error: 'the body must be JSON' });
  } else {
    next(error);
  }
};

/** `POST /clusters/<name>/applications/<namespace>/<name>/sync`, with `{"prune": true}` to remove what Git no longer has. */
export function syncRoutes(gitops: GitOps): express.Router {
  const router = express.Router();
  router.post(
    '/clusters/:cluster/applications/:namespace/:name/sync',
    express.json(),
    (request, response, next) => {
      const { cluster, namespace, name } = request.params;
      const { prune = false } = fieldsOf(request.body);
      if (typeof prune !== 'boolean') {
        response.status(400).json({ error: 'prune must be true or false' });
        return;
      }
      gitops
        .sync(cluster, { namespace, name }, { prune })
        .then(state => response.json(state), next);
    },
  );
  router.use(answerError);
  return router;
}
