import type { ObjectRef, ObservedCall } from '@ecotrack/mesh-engine';
import type { Parameters } from '../templates/types';

/** Whether a workload is ready for a proxy in one respect. @public */
export type ReadinessState = 'ready' | 'warning' | 'blocked' | 'unknown';

/** A change that mends what is in the way. @public */
export interface ReadinessMend {
  /** The verb and the object, for a button. */
  label: string;
  template: string;
  parameters: Parameters;
}

/** One thing that is looked at before a workload gets a proxy. @public */
export interface ReadinessItem {
  /** Stable while the cause is; one of its kind for a workload. */
  id: string;
  state: ReadinessState;
  title: string;
  /** What is so, why it matters beside a proxy, and how to mend it. */
  says: string;
  /** The objects that decided. */
  because: readonly ObjectRef[];
  /** Path in the first of these objects. */
  field?: string;
  mend?: ReadinessMend;
}

/** What proxies saw of calls without mTLS. @public */
export interface ObservedPlaintext {
  calls: readonly ObservedCall[];
  /** Workloads whose own proxies counted any call, as `namespace/name`: only of these the calls are all. */
  counted: ReadonlySet<string>;
}

/** What the resources do not tell. @public */
export interface ReadinessOptions {
  /** Undefined where nothing tells, such as while Prometheus is away. */
  observed?: ObservedPlaintext;
  /** Kinds that could not be read, such as `networkpolicies.networking.k8s.io`. */
  unreadable?: readonly string[];
  /** Without it nothing counts as accepted. */
  now?: Date;
}
