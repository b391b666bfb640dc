import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AccessRow,
  Canary,
  Environment,
  Finding,
  Latency,
  MeshObject,
  Mtls,
  ObjectRef,
  Overview,
  Service,
  ServiceSummary,
  Sources,
  Topology,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** What every question about an environment needs. @public */
export interface EnvironmentQuery {
  environment: string;
  /** Such as `15m`. */
  window: string;
}

/** A list with its summary. @public */
export interface CanaryList {
  answer: string;
  items: Canary[];
  sources: Sources;
}

/** Who may call whom, with its summary. @public */
export interface AccessList {
  answer: string;
  items: AccessRow[];
  sources: Sources;
}

/** What is wrong with the resources, with its summary. @public */
export interface FindingList {
  answer: string;
  items: Finding[];
  sources: Sources;
}

/** All services of an environment. @public */
export interface ServiceList {
  items: ServiceSummary[];
  sources: Sources;
}

/** Questions about the meshes, answered by the back end. @public */
export interface ServiceMeshApi {
  environments(signal?: AbortSignal): Promise<Environment[]>;
  overview(query: EnvironmentQuery, signal?: AbortSignal): Promise<Overview>;
  /** @param at - end of the window, RFC 3339; now when absent */
  topology(
    query: EnvironmentQuery & { at?: string },
    signal?: AbortSignal,
  ): Promise<Topology>;
  /** Percentiles of one service, of all its clients or of one. */
  latency(
    query: EnvironmentQuery & { service: string; client?: string },
    signal?: AbortSignal,
  ): Promise<Latency | undefined>;
  mtls(query: EnvironmentQuery, signal?: AbortSignal): Promise<Mtls>;
  canaries(query: EnvironmentQuery, signal?: AbortSignal): Promise<CanaryList>;
  access(query: EnvironmentQuery, signal?: AbortSignal): Promise<AccessList>;
  findings(environment: string, signal?: AbortSignal): Promise<FindingList>;
  /** One object as YAML, with what is wrong with it. */
  object(
    environment: string,
    ref: ObjectRef,
    signal?: AbortSignal,
  ): Promise<MeshObject>;
  services(query: EnvironmentQuery, signal?: AbortSignal): Promise<ServiceList>;
  service(
    query: EnvironmentQuery & { namespace: string; service: string },
    signal?: AbortSignal,
  ): Promise<Service>;
}

/** Reference of the {@link ServiceMeshApi}. @public */
export const serviceMeshApiRef = createApiRef<ServiceMeshApi>({
  id: 'plugin.service-mesh.client',
});
