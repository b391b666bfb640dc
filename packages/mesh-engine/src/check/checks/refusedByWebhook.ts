import { perObject } from '../../mesh/perObject';
import { refOf } from '../../resources/ref';
import {
  VALIDATED_KINDS,
  validateObject,
} from '../../validation/validateObject';
import { schemaFindings } from '../reading/schemaFindings';
import type { Check } from '../types';

/** The API server refuses values of another type before the webhook is asked. */
const WRONG_TYPE = 'MESH1002';

/** What the webhook says of an object, beyond what its schema says. */
const webhookProblems = perObject(object => {
  const told = schemaFindings(object);
  return told.some(({ code }) => code === WRONG_TYPE)
    ? []
    : validateObject(object).filter(
        ({ field }) => !told.some(finding => finding.field?.startsWith(field)),
      );
});

/** What Istio's webhook refuses or warns about, one check a kind. */
export const refusedByWebhook: readonly Check[] = VALIDATED_KINDS.map(
  ({ group, kind }, index): Check => ({
    code: `MESH11${String(index + 1).padStart(2, '0')}`,
    severity: 'error',
    title: `${kind} that Istio's webhook refuses or warns about`,
    istioctl: ['IST0106'],
    *find(mesh) {
      for (const object of mesh.objects(kind, group)) {
        for (const { field, message, severity, fix } of webhookProblems(
          object,
        )) {
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
