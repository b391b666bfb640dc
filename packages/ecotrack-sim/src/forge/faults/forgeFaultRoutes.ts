import express, { type ErrorRequestHandler, type Router } from 'express';
import type { FaultPlan } from './FaultPlan';
import { ForgeFaultError, readForgeFault } from './readForgeFault';
import { FORGE_FAULT_KINDS } from './types';

const answerError: ErrorRequestHandler = (error, _, response, next) => {
  if (error instanceof ForgeFaultError) {
    response.status(400).json({ error: error.message });
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ error: 'the body must be JSON' });
  } else {
    next(error);
  }
};

/** `GET`, `POST` and `DELETE /-/faults`. */
export function forgeFaultRoutes(plan: FaultPlan): Router {
  const router = express.Router();
  router.use(express.json());
  router.get('/', (_, response) => {
    response.json({ kinds: FORGE_FAULT_KINDS, active: plan.active });
  });
  router.post('/', (request, response) => {
    response.status(201).json(plan.add(readForgeFault(request.body)));
  });
  router.delete('/', (_, response) => {
    plan.clear();
    response.status(204).end();
  });
  router.delete('/:id', (request, response) => {
    const { id } = request.params;
    if (plan.remove(id)) {
      response.status(204).end();
    } else {
      response.status(404).json({ error: `there is no fault ${id}` });
    }
  });
  router.use(answerError);
  return router;
}
