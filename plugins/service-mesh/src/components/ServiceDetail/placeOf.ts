import type { Entity } from '@backstage/catalog-model';

/** Where an entity says that its service is, or will be. */
export function placeOf({
  metadata,
}: Entity): { namespace: string; service: string } | undefined {
  const {
    'backstage.io/kubernetes-namespace': namespace,
    'backstage.io/kubernetes-id': service,
  } = metadata.annotations ?? {};
  return namespace && service ? { namespace, service } : undefined;
}
