import { group, kind, namespaceName, objectName } from '../parts/names';
import { object, required, type Infer } from '../schema';
import { listeners } from './listeners';

export const listenerSet = object({
  listeners: required(listeners),
  parentRef: required(
    object({
      group,
      kind,
      name: required(objectName),
      namespace: namespaceName,
    }),
  ),
});

export type ListenerSetSpec = Infer<typeof listenerSet>;
