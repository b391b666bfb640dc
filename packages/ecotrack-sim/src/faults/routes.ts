import express from 'express';
import { FaultError, type FaultRegistry } from './FaultRegistry';
import { FAULT_KINDS } from './types';

/** `GET`, `POST` and `DELETE /faults`. */
export function faultRoutes(registry: FaultRegistry) {
  const router = express.Router();
  router.use(express.json());
  router.get('/', (_, response) => {
    response.json({ kinds: FAULT_KINDS, active: registry.active });
  });
  router.post('/', (request, response) => {
    try {
      response.status(201).json(registry.switchOn(request.body));
    } catch (error) {
      if (!(error instanceof FaultError)) {
        throw error;
      }
      response.status(400).json({ error: error.message });
    }
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
  return router;
}
