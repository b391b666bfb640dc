import type { Because, KubeObject, ObjectRef } from '../resources/types';

/** How traffic of a workload meets the mesh. @public */
export type DataPlane = 'sidecar' | 'gateway' | 'ambient' | 'none';

/** @public */
export interface Pod {
  ref: ObjectRef;
  object: KubeObject;
  labels: Record<string, string>;
  ready: boolean;
  /** Of the pod itself: a running `istio-proxy` container, native sidecar or not. */
  dataPlane: DataPlane;
  node?: string;
  ip?: string;
}

/**
 * Pods made by one controller: a Deployment, StatefulSet, DaemonSet, Rollout, Job, CronJob, or a bare Pod.
 * When no pods are known (manifests from Git), everything is told from the pod template.
 * @public
 */
export interface Workload {
  ref: ObjectRef;
  kind: string;
  namespace: string;
  name: string;
  /** Labels of the pod template. */
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** `service.istio.io/canonical-name`, `app.kubernetes.io/name`, `app`, or the workload's name: Istio's order. */
  canonicalName: string;
  /** `service.istio.io/canonical-revision`, `app.kubernetes.io/version`, `version`, or `latest`: Istio's order. */
  canonicalRevision: string;
  serviceAccount: string;
  /** Ports that the containers declare. */
  containerPorts: { name?: string; number: number }[];
  pods: Pod[];
  /** Replicas asked for, and ready; undefined when the object does not say. */
  desired?: number;
  ready?: number;
  sidecar: SidecarState;
  /** `spiffe://trust-domain/ns/…/sa/…`; undefined for a workload without an identity of the mesh. */
  spiffe?: string;
}

/** Which pods of a workload have a proxy, and whether the injection labels ask for one. @public */
export interface SidecarState {
  state: 'all' | 'some' | 'none' | 'gateway' | 'ambient' | 'unknown';
  /** Pods with a proxy, and all pods. Both 0 when no pods are known. */
  injected: number;
  pods: number;
  /** Whether the injection webhook would add a proxy today; undefined when the namespace is not known. */
  expected?: boolean;
  because: Because[];
}

/** @public */
export interface ServicePort {
  number: number;
  name?: string;
  /** Port of the pod when it is a number, or a named port that every pod resolves alike. */
  targetPort?: number;
  /** Name of the pod's port, where the service names it; workloads may resolve it differently. */
  targetName?: string;
  /** Istio's protocol selection: `http`, `http2`, `https`, `grpc`, `grpc-web`, `tcp`, `tls`, `mongo`, `mysql`, `redis`, `udp`, or `auto` when it is detected. */
  protocol: string;
}

/** A Service, or a host of a ServiceEntry. @public */
export interface MeshService {
  ref: ObjectRef;
  /** `external` for a ServiceEntry host outside the mesh. */
  kind: 'service' | 'external';
  namespace: string;
  name: string;
  /** Fully qualified, such as `order-service.ecotrack.svc.cluster.local`. */
  host: string;
  ports: ServicePort[];
  selector?: Record<string, string>;
  workloads: Workload[];
  headless: boolean;
}

/** An Istio Gateway or a Gateway API Gateway, with the workloads that serve it. @public */
export interface MeshGateway {
  ref: ObjectRef;
  hosts: string[];
  ports: number[];
  workloads: Workload[];
}

/** What the reader must know and the resources may not say. @public */
export interface MeshOptions {
  /** Default `istio-system`; read from the mesh configuration where it is present. */
  rootNamespace?: string;
  /** Default `cluster.local`. */
  trustDomain?: string;
  /** Domain of cluster hosts; default `cluster.local`. */
  clusterDomain?: string;
}
