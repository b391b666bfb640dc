import { group, kind, namespaceName, objectName } from '../parts/names';
import { list, object, required, type Infer } from '../schema';

const LIMITS = { min: 1, max: 16 };

export const referenceGrant = object({
  from: required(
    list(
      object({
        group: required(group),
        kind: required(kind),
        namespace: required(namespaceName),
      }),
      LIMITS,
    ),
  ),
  to: required(
    list(
      object({
        group: required(group),
        kind: required(kind),
        name: objectName,
      }),
      LIMITS,
    ),
  ),
});

export type ReferenceGrantSpec = Infer<typeof referenceGrant>;
