import { refOf } from '../../resources/ref';
import { validateSchema } from '../../schemas/validateSchema';
import {
  VALIDATED_KINDS,
  validateObject,
} from '../../validation/validateObject';
import type { Check } from '../types';

/** The API server refuses values of another type before the webhook is asked. */
const WRONG_TYPE = 'MESH1002';

/** What Istio's webhook refuses or warns about, one check a kind. */
export const refusedByWebhook: readonly Check[] = VALIDATED_KINDS.map(
  ({ group, kind }, index): Check => ({
    code: `MESH11${String(index + 1).padStart(2, '0')}`,
    severity: 'error',
    title: `${kind} that Istio's webhook refuses or warns about`,
    istioctl: ['IST0106'],
    *find(mesh) {
      for (const object of mesh.objects(kind, group)) {
        const told = validateSchema(object);
        const problems = told.some(({ code }) => code === WRONG_TYPE)
          ? []
          : validateObject(object).filter(
              ({ field }) =>
                !told.some(finding => finding.field?.startsWith(field)),
            );
        for (const { field, message, severity, fix } of problems) {
          yield {
            object: refOf(object),
            field,
            severity,
            message: `${kind} ${object.metadata.name}: ${message.replace(
              /\.$/,
              '',
            )}.`,
            fix,
          };
        }
      }
    },
  }),
);
