/** Clients outside the cluster. */
export const INTERNET = 'internet';

/** A stream of calls. Callers stand before the services they call in the list of a scenario. */
export interface Call {
  /** `namespace/name` of a service or workload, or `INTERNET`. */
  from: string;
  /** `namespace/name` of a service, or a host outside the mesh. */
  to: string;
  /** Requests for each request that the caller serves. */
  perRequest?: number;
  /** Requests per second of a caller that serves nobody. */
  rate?: number;
  /** Bytes, both ways, for each request that the caller serves: the call is plain TCP. */
  bytesPerRequest?: number;
  /** `namespace/name` of the gateway that the caller's requests leave through. */
  through?: string;
  /** Share of the requests that carry what the header matches of the routes ask for. */
  matchedShare?: number;
}

/** How a service behaves when nothing is wrong. */
export interface Behaviour {
  /** Median in milliseconds. */
  latency: number;
  /** Share of requests answered with a server error. */
  errorShare: number;
}

/** The life of one mesh. */
export interface Scenario {
  cluster: string;
  /** Folder of the kustomization below the examples. */
  folder: string;
  calls: Call[];
  /** Requests to a service that is not in the scenario, for each request that one of its callers serves. */
  perCaller?: number;
  /** By `namespace/service`, or by host outside the mesh; what is not named answers in 8 ms without errors. */
  behaviours: Record<string, Behaviour>;
}
