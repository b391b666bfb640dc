import { perMesh } from '../../mesh/perMesh';

/** Namespaces that exist: those that are read, and those that objects live in; undefined when no namespace is read. */
export const knownNamespaces = perMesh(mesh =>
  mesh.namespaces.size === 0
    ? undefined
    : new Set([...mesh.namespaces.keys(), ...mesh.usedNamespaces]),
);
