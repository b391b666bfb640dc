import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Mesh, MeshService, Workload } from '@ecotrack/mesh-engine';
import type { PlacedEntities } from '../../catalog/PlacedEntities';
import { isListed, nodeId } from '../traffic/peers';

const known = new WeakMap<Mesh, WeakMap<PlacedEntities, Placement>>();

/** What entities of the catalog are in an environment. */
export class Placement {
  /** Services that several entities name. */
  readonly ambiguous: { service: MeshService; entities: Entity[] }[] = [];
  readonly #byNode = new Map<string, readonly Entity[]>();
  readonly #nodes = new Map<string, string[]>();
  readonly #workloads = new Map<string, Set<Workload>>();

  private constructor(mesh: Mesh, placed: PlacedEntities) {
    const own = new Map(
      mesh.services.map(service => [service, placed.ofService(mesh, service)]),
    );
    for (const [service, entities] of own) {
      if (entities.length > 1 && isListed(mesh, service)) {
        this.ambiguous.push({ service, entities });
      }
      const shared = service.workloads.flatMap(workload =>
        mesh.servicesOf(workload).flatMap(other => own.get(other) ?? []),
      );
      this.#place(
        nodeId({ type: 'service', service }),
        entities.length > 0 ? entities : [...new Set(shared)],
        service.workloads,
      );
    }
    for (const workload of mesh.workloads) {
      if (mesh.servicesOf(workload).length === 0) {
        this.#place(
          nodeId({ type: 'workload', workload }),
          placed.ofWorkload(workload),
          [workload],
        );
      }
    }
  }

  /** Computed once for each state of the environment and of the catalog. */
  static of(mesh: Mesh, placed: PlacedEntities): Placement {
    const ofMesh = known.get(mesh) ?? new WeakMap<PlacedEntities, Placement>();
    known.set(mesh, ofMesh);
    const placement = ofMesh.get(placed) ?? new Placement(mesh, placed);
    ofMesh.set(placed, placement);
    return placement;
  }

  #place(node: string, entities: Entity[], workloads: readonly Workload[]) {
    this.#byNode.set(node, entities);
    for (const entity of entities) {
      const ref = stringifyEntityRef(entity);
      this.#nodes.set(ref, [...this.nodesOf(ref), node]);
      this.#workloads.set(
        ref,
        new Set([...(this.#workloads.get(ref) ?? []), ...workloads]),
      );
    }
  }

  /** The entities that a node of the graph is; more than one where it is ambiguous. */
  entitiesOf(node: string): readonly Entity[] {
    return this.#byNode.get(node) ?? [];
  }

  /** Nodes of the graph that an entity is. */
  nodesOf(ref: string): readonly string[] {
    return this.#nodes.get(ref) ?? [];
  }

  workloadsOf(ref: string): readonly Workload[] {
    return [...(this.#workloads.get(ref) ?? [])];
  }
}
