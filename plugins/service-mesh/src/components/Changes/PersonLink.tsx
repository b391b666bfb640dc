import { EntityRefLink } from '@backstage/plugin-catalog-react';

const ENTITY_REF = /^[^\s:/]+:([^\s:/]+\/)?[^\s:/]+$/;

/** Somebody: a link to the catalog, or the name that a repository host knows. */
export function PersonLink({ name }: { name: string }) {
  return ENTITY_REF.test(name) ? (
    <EntityRefLink entityRef={name} defaultNamespace="default" />
  ) : (
    <span>{name}</span>
  );
}
