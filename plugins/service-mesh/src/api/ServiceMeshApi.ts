import { createApiRef } from '@backstage/core-plugin-api';
import type {
  AccessRow,
  Canary,
  CatalogReport,
  Change,
  ChangeAction,
  ChangeDetail,
  ChangeForm,
  ChangeProposal,
  ChangeRequest,
  ChangeTemplate,
  EntityDependencies,
  Environment,
  Finding,
  Latency,
  MeshObject,
  Mtls,
  ObjectRef,
  Onboarding,
  Overview,
  ReadinessItem,
  Service,
  ServiceSummary,
  Sources,
  Topology,
  WorkloadReadiness,
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

/** Changes, newest first, with their summary. @public */
export interface ChangeList {
  answer: string;
  items: Change[];
}

/** Which changes are asked for; all that may be read when nothing is named. @public */
export interface ChangeQuery {
  environment?: string;
  /** `namespace/name` */
  service?: string;
  /** Only those that are not at their end. */
  open?: boolean;
}

/** How one goes on with a change. @public */
export interface ChangeStep {
  action: ChangeAction;
  /** Only shows what it would do. */
  dryRun: boolean;
  reason?: string;
}

/** How ready workloads are for the mesh, with its summary. @public */
export interface ReadinessList {
  answer: string;
  window: string;
  /** Those outside first. */
  items: WorkloadReadiness[];
  sources: Sources;
}

/** What is looked at before one workload gets a proxy, with its summary. @public */
export interface ReadinessDetail {
  answer: string;
  window: string;
  workload: WorkloadReadiness;
  /** Worst first. */
  items: ReadinessItem[];
  sources: Sources;
}

/** All services of an environment. @public */
export interface ServiceList {
  items: ServiceSummary[];
  sources: Sources;
}

/** Questions about the meshes, and changes of them, answered by the back end. @public */
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
  readiness(
    query: EnvironmentQuery,
    signal?: AbortSignal,
  ): Promise<ReadinessList>;
  readinessOf(
    query: EnvironmentQuery & {
      namespace: string;
      kind: string;
      workload: string;
    },
    signal?: AbortSignal,
  ): Promise<ReadinessDetail>;
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
  /** How far a service is on its way into the mesh; also one that only a change knows yet. */
  onboarding(
    query: EnvironmentQuery & { namespace: string; service: string },
    signal?: AbortSignal,
  ): Promise<Onboarding>;
  /** What the catalog declares beside what an environment has and was seen to do. */
  catalogReport(
    query: EnvironmentQuery,
    signal?: AbortSignal,
  ): Promise<CatalogReport>;
  /** What one entity declares to need beside what it was seen to call, in every environment that the caller may read. */
  dependencies(
    query: { entityRef: string; window: string },
    signal?: AbortSignal,
  ): Promise<EntityDependencies>;
  /** Changes that may be asked for, by topic and title. */
  changeTemplates(signal?: AbortSignal): Promise<ChangeTemplate[]>;
  /** What a form begins with and may offer. */
  changeForm(
    environment: string,
    request: ChangeRequest,
    signal?: AbortSignal,
  ): Promise<ChangeForm>;
  /** Shows what a change would do; proposes it as a pull request too when it is no dry run. */
  proposeChange(
    environment: string,
    request: ChangeRequest,
    signal?: AbortSignal,
  ): Promise<ChangeProposal>;
  changes(query: ChangeQuery, signal?: AbortSignal): Promise<ChangeList>;
  change(id: string, signal?: AbortSignal): Promise<ChangeDetail>;
  actOnChange(
    id: string,
    step: ChangeStep,
    signal?: AbortSignal,
  ): Promise<ChangeProposal>;
}

/** Reference of the {@link ServiceMeshApi}. @public */
export const serviceMeshApiRef = createApiRef<ServiceMeshApi>({
  id: 'plugin.service-mesh.client',
});
