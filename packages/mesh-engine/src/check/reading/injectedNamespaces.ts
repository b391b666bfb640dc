import { perMesh } from '../../mesh/perMesh';
import { asLabels } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { DATA_PLANE_MODE } from './ambient';
import { injectorOf } from './injectors';

const OF_KUBERNETES = [
  'kube-node-lease',
  'kube-public',
  'kube-system',
  'local-path-storage',
];

/** A namespace of applications, with what its labels say about injection. */
export interface NamespaceInjection {
  object: KubeObject;
  name: string;
  injection?: string;
  revision?: string;
  isAmbient: boolean;
  /** Whether the injector of the namespace takes those without a label. */
  byDefault: boolean;
}

/** Namespaces of applications. */
export const namespaceInjections = perMesh(mesh =>
  [...mesh.namespaces]
    .filter(
      ([name]) =>
        !OF_KUBERNETES.includes(name) &&
        name !== 'istio-system' &&
        name !== mesh.config.rootNamespace,
    )
    .map(([name, object]): NamespaceInjection => {
      const labels = asLabels(object.metadata.labels);
      const revision = labels['istio.io/rev'];
      return {
        object,
        name,
        injection: labels['istio-injection'] || undefined,
        revision,
        isAmbient: labels[DATA_PLANE_MODE] === 'ambient',
        byDefault: injectorOf(mesh, revision)?.byDefault === true,
      };
    }),
);
