import express, { type ErrorRequestHandler } from 'express';
import type { FaultRegistry } from './FaultRegistry';
import { FaultError } from './readFault';
import { FAULT_KINDS } from './types';

const answerError: ErrorRequestHandler = (error, _, response, next) => {
  if (error instanceof FaultError) {
    response.status(400).json({ error: error.message });
  } else if (error instanceof SyntaxError) {
    response.status(400).json({ error: 'the body must be JSON' });
  } else {
    next(error);
  }
};

/** `GET`, `POST` and `DELETE /faults`. */
export function faultRoutes(registry: FaultRegistry) {
  const router = express.Router();
  router.use(express.json());
  router.get('/', (_, response) => {
    response.json({ kinds: FAULT_KINDS, active: registry.active });
  });
  router.post('/', (request, response) => {
    response.status(201).json(registry.switchOn(request.body));
  });
  router.delete('/', (_, response) => {
    registry.active.forEach(({ id }) => registry.switchOff(id));
    response.status(204).end();
  });
  router.delete('/:id', (request, response) => {
    const { id } = request.params;
    if (registry.switchOff(id)) {
      response.status(204).end();
    } else {
      response.status(404).json({ error: `there is no fault ${id}` });
    }
  });
  router.use(answerError);
  return router;
}
