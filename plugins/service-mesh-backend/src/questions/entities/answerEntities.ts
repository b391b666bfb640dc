import type { MeshService } from '@ecotrack/mesh-engine';
import type {
  EntityService,
  PlacedEntity,
} from '@ecotrack/backstage-plugin-service-mesh-common';
import { sourcesOf, type QuestionInput } from '../input';

function placeOf({
  namespace,
  name,
  kind,
  host,
  ports,
  workloads,
}: MeshService): EntityService {
  const accounts = new Map(
    workloads.map(({ serviceAccount, spiffe }) => [
      serviceAccount,
      { serviceAccount, identity: spiffe ?? null },
    ]),
  );
  return {
    namespace,
    name,
    kind,
    host,
    ports: ports.map(({ number, name: port, protocol }) => ({
      number,
      ...(port !== undefined && { name: port }),
      protocol,
    })),
    accounts: [...accounts.values()],
  };
}

/** Entities of the catalog with the services that they are. */
export function answerEntities(input: QuestionInput) {
  const items = new Map<string, PlacedEntity>();
  for (const service of input.mesh.services) {
    const entity = input.entities.get(`${service.namespace}/${service.name}`);
    if (entity) {
      const item = items.get(entity.ref) ?? { ref: entity.ref, services: [] };
      item.services.push(placeOf(service));
      items.set(entity.ref, item);
    }
  }
  return { items: [...items.values()], sources: sourcesOf(input) };
}
