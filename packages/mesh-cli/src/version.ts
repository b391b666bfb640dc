declare const MESH_VERSION: string;

/** Of the package; written by the build. */
export const VERSION = MESH_VERSION;
