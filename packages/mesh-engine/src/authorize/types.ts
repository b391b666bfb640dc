import type { Workload } from '../mesh/types';
import type { Because, ObjectRef, Origin } from '../resources/types';

/**
 * Who calls. What is left out is not known; null says that there is none.
 * @public
 */
export interface RequestSource {
  /** Gives the principal, where the connection is known to be mutual TLS. */
  workload?: Workload;
  /** Whether the connection is mutual TLS. */
  mtls?: boolean;
  /** `cluster.local/ns/shop/sa/web`, with or without `spiffe://`; null for plaintext. */
  principal?: string | null;
  /** Of the connection. */
  ip?: string | null;
  /** Of the original client, from `X-Forwarded-For` or the PROXY protocol. */
  remoteIp?: string | null;
}

/** Who is called: a workload, or the namespace and labels of one. @public */
export interface RequestDestination {
  workload?: Workload;
  namespace?: string;
  labels?: Readonly<Record<string, string>>;
  isWaypoint?: boolean;
  /**
   * The Service or ServiceEntry that the client addresses, null for the address of a pod; left out for any that leads
   * to the port.
   */
  service?: {
    kind: 'Service' | 'ServiceEntry';
    namespace: string;
    name: string;
  } | null;
  ip?: string | null;
  /** Port of the pod. */
  port?: number;
}

/** @public */
export interface RequestHttp {
  method?: string;
  host?: string;
  /** As the client writes it, with the query. */
  path?: string;
  /** All headers; left out when they are not known. */
  headers?: Readonly<Record<string, string>>;
  /** Claims of a verified token, null for none; left out to be read from the headers and the query. */
  claims?: Readonly<Record<string, unknown>> | null;
}

/**
 * A request, or a plain connection. What is left out is not known.
 * @public
 */
export interface AuthorizeRequest {
  destination: RequestDestination;
  source?: RequestSource;
  /** As in the names of Service ports: `http`, `http2`, `grpc`, `tcp`, `tls` … */
  protocol?: string;
  http?: RequestHttp;
  /** Server name of the TLS connection. */
  sni?: string | null;
  /** Dynamic metadata of Envoy's filters, by filter. */
  metadata?: Readonly<Record<string, unknown>>;
  /**
   * What those decide that the engine cannot ask: by the name of an external authorizer, or by
   * `Kind/namespace/name` of an EnvoyFilter, WasmPlugin or TrafficExtension.
   */
  declared?: Readonly<Record<string, 'allow' | 'deny'>>;
  /** For the expiry of tokens: milliseconds since 1970. */
  now?: number;
}

/** @public */
export type Decision = 'allow' | 'deny' | 'depends';

/** A rule of a policy, and where it stands. @public */
export interface PolicyRule {
  policy: ObjectRef;
  /** Counts from 0; none when the policy as a whole decided. */
  rule?: number;
  /** Path of the rule, such as `spec.rules[2]`. */
  field?: string;
  origin?: Origin;
}

/** @public */
export interface AuthorizeAnswer {
  decision: Decision;
  /** The policy that decided, and its rule. None when no policy applies, or when it depends. */
  decidedBy?: PolicyRule;
  /** For `depends`: attributes such as `request.headers[x-role]`, and the objects and services that are asked. */
  dependsOn: string[];
  /** Rules of AUDIT policies that fit. */
  audited: PolicyRule[];
  /** What policies with `istio.io/dry-run` would decide beside the others, where there are any. */
  dryRun?: { decision: Decision; decidedBy?: PolicyRule };
  because: Because[];
}
