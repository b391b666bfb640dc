import type { Callers } from '../access/types';
import type { Decision, PolicyRule } from '../authorize/types';
import type { ConnectionOutcome } from '../connection/types';
import type { Finding } from '../findings/types';
import type { Because, ObjectRef } from '../resources/types';

/** Requests that were seen between two workloads. @public */
export interface ObservedCall {
  /** Undefined for a caller without an identity of the mesh. */
  client?: { namespace: string; workload: string };
  server: { namespace: string; workload: string };
  /** Host that was asked for, such as `order-service.shop.svc.cluster.local`. */
  host?: string;
  /** Requests per second. */
  requestRate: number;
}

/** Calls that become allowed, denied, or to be decided by something unknown. @public */
export interface AccessChange {
  callers: Callers;
  server: ObjectRef;
  /** Port of the pod. */
  port?: number;
  /** Present when only such requests change. */
  request?: { method?: string; path?: string };
  before: Decision;
  after: Decision;
  /** Observed requests per second from these callers; undefined without traffic. */
  requestRate?: number;
  decidedBy?: PolicyRule;
  because: Because[];
}

/** Connections whose encryption changes, or that stop or start to work. @public */
export interface ConnectionChange {
  callers: Callers;
  server: ObjectRef;
  port: number;
  before: ConnectionOutcome;
  after: ConnectionOutcome;
  requestRate?: number;
  because: Because[];
}

/** Requests to a host that go elsewhere. @public */
export interface RouteChange {
  host: string;
  port: number;
  /** `mesh`, or `namespace/name` of the gateway's workload. */
  from: string;
  /** What becomes of the requests of each rule, in words. */
  before: string[];
  after: string[];
  /** Observed requests per second to the host; undefined without traffic. */
  requestRate?: number;
  because: Because[];
}

/** What a change of the resources changes for whom. @public */
export interface Impact {
  /** Worst first; empty when nothing changes for anybody. */
  sentences: string[];
  objects: { added: ObjectRef[]; changed: ObjectRef[]; removed: ObjectRef[] };
  access: AccessChange[];
  connections: ConnectionChange[];
  routes: RouteChange[];
  findings: { appeared: Finding[]; gone: Finding[] };
}
