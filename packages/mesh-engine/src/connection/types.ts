import type { PeerMode } from '../mtls/types';
import type { Workload } from '../mesh/types';
import type { Because, ObjectRef } from '../resources/types';

/** Who calls: a workload, or somebody outside the mesh. @public */
export type ConnectionClient = Workload | 'outside';

/** What stands on the wire between two proxies: mTLS of the mesh, any other TLS, or neither. @public */
export type Wire = 'mTLS' | 'TLS' | 'plaintext' | 'unknown';

/**
 * What becomes of a connection: it is up, as one of the kinds of wire; the server or the outbound policy refuses it;
 * or the two sides do not fit together. Unknown when something that decides is not known.
 * @public
 */
export type ConnectionOutcome = Wire | 'refused' | 'broken';

/** What a caller may choose besides the port. @public */
export interface ConnectionOptions {
  /** Subset of the DestinationRule that the route names. */
  subset?: string;
}

/** The connection to one of the workloads behind a service. @public */
export interface EndpointConnection {
  /** Workload, WorkloadEntry or ServiceEntry; undefined for a host that nobody here serves. */
  endpoint?: ObjectRef;
  /** Port of the pod; undefined when its name cannot be resolved. */
  port?: number;
  /** What the PeerAuthentications say there; undefined where none reaches. */
  mode?: PeerMode;
  sends: Wire;
  outcome: ConnectionOutcome;
  because: Because[];
}

/** @public */
export interface ConnectionAnswer {
  /** Of the endpoint that is worst off. */
  outcome: ConnectionOutcome;
  /** Host that the caller's proxy looks up; undefined for a call to the address of a pod. */
  host?: string;
  /** DestinationRules that decided, merged in this order. */
  destinationRules: ObjectRef[];
  endpoints: EndpointConnection[];
  /** What would have to be known. */
  dependsOn?: string[];
  because: Because[];
}
