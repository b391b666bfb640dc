import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ANNOTATION_MESH_HOST } from '@ecotrack/backstage-plugin-service-mesh-common';
import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';

export const KUBERNETES_ID = 'backstage.io/kubernetes-id';
export const KUBERNETES_NAMESPACE = 'backstage.io/kubernetes-namespace';
export const KUBERNETES_SELECTOR = 'backstage.io/kubernetes-label-selector';

const PLACES = [ANNOTATION_MESH_HOST, KUBERNETES_SELECTOR, KUBERNETES_ID];

const annotationsOf = ({ metadata }: Entity) => metadata.annotations ?? {};

/** Whether an entity says that it runs on Kubernetes or is a host of the mesh. */
export function isPlaced(entity: Entity): boolean {
  return PLACES.some(name => name in annotationsOf(entity));
}

/** What an entity says of where it is, such as `backstage.io/kubernetes-id: cart in namespace shop`. */
export function placeOf(entity: Entity): string {
  const annotations = annotationsOf(entity);
  const name = PLACES.find(key => key in annotations);
  const namespace =
    name !== ANNOTATION_MESH_HOST && annotations[KUBERNETES_NAMESPACE];
  return `${name}: ${annotations[name ?? '']}${
    namespace ? ` in namespace ${namespace}` : ''
  }`;
}

function fitsSelector(selector: string, labels: Record<string, string>) {
  return selector.split(',').every(term => {
    const [key, value] = term.split('=').map(part => part.trim());
    return value !== undefined && labels[key] === value;
  });
}

/** How a service or a workload can be named. */
interface Named {
  host?: string;
  namespace: string;
  ids: ReadonlySet<string | undefined>;
  /** Labels of each of its workloads. */
  labels: readonly Record<string, string>[];
}

function isNamedBy(entity: Entity, named: Named): boolean {
  const annotations = annotationsOf(entity);
  const host = annotations[ANNOTATION_MESH_HOST];
  if (host !== undefined) {
    return host.toLowerCase() === named.host;
  }
  const namespace = annotations[KUBERNETES_NAMESPACE];
  if (namespace !== undefined && namespace !== named.namespace) {
    return false;
  }
  const selector = annotations[KUBERNETES_SELECTOR];
  return selector === undefined
    ? named.ids.has(annotations[KUBERNETES_ID])
    : named.labels.some(labels => fitsSelector(selector, labels));
}

/** Entities that say where they are, by the annotations of the Kubernetes plugin or our own for hosts; by reference. */
export class PlacedEntities {
  readonly all: readonly Entity[];

  constructor(entities: readonly Entity[]) {
    this.all = entities
      .filter(isPlaced)
      .sort((a, b) => (stringifyEntityRef(a) < stringifyEntityRef(b) ? -1 : 1));
  }

  /** Those that name a service. */
  ofService(mesh: Mesh, service: MeshService): Entity[] {
    const labels = service.workloads.map(workload => workload.labels);
    const own = mesh.get(service.ref)?.metadata.labels?.[KUBERNETES_ID];
    return this.#of({
      host: service.host,
      namespace: service.namespace,
      ids: new Set([own, ...labels.map(each => each[KUBERNETES_ID])]),
      labels,
    });
  }

  /** Those that name a workload by the labels of its pods. */
  ofWorkload({ namespace, labels }: Workload): Entity[] {
    return this.#of({
      namespace,
      ids: new Set([labels[KUBERNETES_ID]]),
      labels: [labels],
    });
  }

  #of({ ids, ...named }: Named): Entity[] {
    const known = new Set(ids);
    known.delete(undefined);
    return this.all.filter(entity =>
      isNamedBy(entity, { ...named, ids: known }),
    );
  }
}
