import { group, kind, namespaceName, objectName, port } from '../parts/names';
import { integer, list, object, required, type Rule } from '../schema';

export const servicePort: Rule<{
  group?: string;
  kind?: string;
  port?: number;
}> = {
  apiServer: 'Must have port for Service reference',
  message: 'A backend that is a Service needs the port of it.',
  fix: 'Add port.',
  judge: backend =>
    (backend.group ?? '') !== '' ||
    (backend.kind ?? 'Service') !== 'Service' ||
    backend.port !== undefined,
};

const backendFields = {
  group,
  kind,
  name: required(objectName),
  namespace: namespaceName,
  port,
};

/** A service, or something else that answers requests. */
export const backendRef = object(backendFields, { rules: [servicePort] });

/** Fields of a backend among several. */
export const weightedFields = {
  ...backendFields,
  weight: integer({ min: 0, max: 1000000 }),
};

/** Backends of a route without filters. */
export const plainBackendRefs = list(
  object(weightedFields, { rules: [servicePort] }),
  { min: 1, max: 16 },
);
