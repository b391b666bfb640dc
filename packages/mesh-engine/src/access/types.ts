import type { Decision, PolicyRule } from '../authorize/types';
import type { ObjectRef } from '../resources/types';

/** Callers that nothing in the resources tells apart. @public */
export interface Callers {
  /** Such as `order-service in shop`, `3 workloads of shop`, or `callers outside the mesh`. */
  name: string;
  /** Empty for callers outside the mesh, and for all that no other entry names. */
  workloads: ObjectRef[];
  /** Whether these are all workloads that no other entry names. */
  rest?: boolean;
}

/** What callers may do. @public */
export interface Access {
  callers: Callers;
  decision: Decision;
  /** For `depends`. */
  dependsOn: string[];
  decidedBy?: PolicyRule;
}

/** Who may call a port of a workload; of HTTP requests nothing but the caller is known. @public */
export interface AccessRow {
  server: ObjectRef;
  /** Port of the pod; undefined when no service names one. */
  port?: number;
  protocol?: string;
  /** Policies that are asked. */
  policies: ObjectRef[];
  access: Access[];
}
