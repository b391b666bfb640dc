import type { KnownKind, KubeObject } from '@ecotrack/mesh-engine';

/** Which objects of a kind are read. */
export interface Selection {
  /** Selectors of the request. */
  selector: Readonly<Record<string, string>>;
  includes(object: KubeObject): boolean;
}

const EVERYTHING: Selection = { selector: {}, includes: () => true };
const MESH_CONFIG = 'istio';

/** The configuration of the mesh, and those of further revisions of the control plane. */
const MESH_CONFIGS: Selection[] = [
  {
    selector: { fieldSelector: `metadata.name=${MESH_CONFIG}` },
    includes: ({ metadata }) => metadata.name === MESH_CONFIG,
  },
  {
    selector: { labelSelector: 'istio.io/rev' },
    includes: ({ metadata, data }) =>
      metadata.name.startsWith(`${MESH_CONFIG}-`) &&
      typeof data === 'object' &&
      data !== null &&
      'mesh' in data,
  },
];

/** Everything of a kind, but of ConfigMaps only those that configure a mesh: the others are nobody's business. */
export function selectionsOf({ group, kind }: KnownKind): Selection[] {
  return group === '' && kind === 'ConfigMap' ? MESH_CONFIGS : [EVERYTHING];
}
