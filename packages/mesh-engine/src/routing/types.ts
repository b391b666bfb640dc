import type { MeshService, Pod, Workload } from '../mesh/types';
import type { Because, KubeObject, ObjectRef } from '../resources/types';

/** The proxy that routes a request: the sidecar of a caller, or a gateway. @public */
export interface RouteClient {
  kind: 'sidecar' | 'gateway';
  namespace: string;
  labels: Readonly<Record<string, string>>;
  /** Addresses of the pod; a gateway is found by them behind the endpoints of a ServiceEntry. */
  addresses?: readonly string[];
}

/**
 * A request or a connection. What is absent is not known, and an answer that needs it says so.
 * @public
 */
export interface RouteRequest {
  from: Workload | RouteClient;
  /** Port that the caller dials, or that the gateway listens on. */
  port: number;
  /** Host as the caller writes it: short, full or external. The Host header of HTTP, the name asked for otherwise. */
  host?: string;
  /** Address that the caller dials, where it is not that of the host. */
  address?: string;
  /** What the caller talks; default: HTTP. */
  protocol?: 'http' | 'http2' | 'grpc' | 'tcp';
  /** Whether the caller talks TLS to the proxy; default: not. */
  tls?: boolean;
  /** Server name of the TLS handshake; default: the host. */
  sni?: string;
  /** Path, with or without the query. */
  path?: string;
  method?: string;
  /** Default: `https` with TLS, else `http`. */
  scheme?: string;
  /** All headers; names in any case. Absent when they are not known. */
  headers?: Readonly<Record<string, string>>;
  /** Query parameters; default: those of the path. */
  query?: Readonly<Record<string, string>>;
}

/** What becomes of a request. @public */
export type RouteOutcome =
  /** It goes to the destinations. */
  | 'route'
  /** The proxy answers with a redirect. */
  | 'redirect'
  /** The proxy answers itself. */
  | 'directResponse'
  /** It goes to the address that the caller dialled, unrouted. */
  | 'passthrough'
  /** It goes wherever DNS says that its Host header is: outboundTrafficPolicy ALLOW_ANY_DYNAMIC_DNS. */
  | 'dynamicForward'
  /** outboundTrafficPolicy REGISTRY_ONLY refuses it: 502, or a closed connection. */
  | 'blackhole'
  /** No server of a Gateway listens on the port. */
  | 'noListener'
  /** The server on the port does not take such a connection: protocol or server name. */
  | 'noFilterChain'
  /** What the caller talks is not what the server on the port talks. */
  | 'protocolError'
  /** Two servers want the same connections, so that the proxy refuses the listener. */
  | 'conflict'
  /** 404: nothing is known about the host. */
  | 'noVirtualHost'
  /** 404: no route of the host matches. */
  | 'noRoute'
  /** Not decided: something about the request is not known. */
  | 'depends';

/** Where a share of the requests goes. @public */
export interface RouteDestination {
  /** Fully qualified. */
  host: string;
  port?: number;
  subset?: string;
  /** Percent; the weights of all destinations of a route sum to 100. */
  weight: number;
  /** Undefined when no service has the host. */
  service?: MeshService;
  workloads: Workload[];
  pods: Pod[];
  /** DestinationRule that defines the subset. */
  rule?: ObjectRef;
  /** Headers that the route changes on the way to this destination and back. */
  headers?: unknown;
  /** Why requests cannot get there. */
  problem?: 'noService' | 'noSubset' | 'noPort' | 'noWorkload' | 'notGranted';
}

/** @public */
export interface RouteRetries {
  attempts: number;
  perTryTimeout?: string;
  retryOn?: string;
}

/** @public */
export interface RouteMirror {
  destination: RouteDestination;
  /** Percent of the requests that are copied. */
  percentage: number;
}

/** What a route does besides choosing destinations, in the words of VirtualService. @public */
export interface RouteActions {
  /** `0s` for none. */
  timeout: string;
  retries: RouteRetries;
  fault?: unknown;
  mirrors: RouteMirror[];
  rewrite?: unknown;
  /** What the request becomes by it, as far as it is known. */
  rewritten?: { authority?: string; path?: string };
  headers?: unknown;
  corsPolicy?: unknown;
}

/** The rule that decided. @public */
export interface MatchedRoute {
  /** The VirtualService, delegate, HTTPRoute or Ingress; none for the default route of a service. */
  object?: ObjectRef;
  /** Path of the rule inside the object, such as `spec.http[1]`. */
  field?: string;
  /** Position of the match that fits, where the rule has matches. */
  match?: number;
  /** As Envoy's metrics and logs have it; `default` where no rule decides. */
  name: string;
}

/** @public */
export interface RouteAnswer {
  outcome: RouteOutcome;
  /** Where the proxy takes the connection: an address and port, or the one that takes all the rest. */
  listener?: { address: string; port: number };
  /** Server of a Gateway that took the request. */
  server?: {
    object: ObjectRef;
    /** `namespace/name` of the Gateway. */
    gateway: string;
    port: number;
    portName: string;
    tls: boolean;
  };
  /** Host that the request was taken for, its port, and every Host header that stands for it where it is a service. */
  virtualHost?: { host: string; port?: number; domains?: string[] };
  route?: MatchedRoute;
  destinations: RouteDestination[];
  actions?: RouteActions;
  redirect?: unknown;
  directResponse?: unknown;
  /** What would have to be known, such as `header x-user`, and the answers that it chooses from. */
  dependsOn?: string[];
  possible?: RouteAnswer[];
  because: Because[];
}

/** One rule in the form of a VirtualService's, with the place that it comes from; hosts and gateways are full. */
export interface PlacedRule {
  rule: Record<string, unknown>;
  source: ObjectRef;
  field: string;
}

/** A VirtualService, or an HTTPRoute or Ingress told as one. */
export interface RoutingRules {
  object: KubeObject;
  ref: ObjectRef;
  namespace: string;
  name: string;
  /** Full and lower case. */
  hosts: string[];
  /** `mesh` or `namespace/name`. */
  gateways: string[];
  /** Namespaces, `*` for all. */
  exportTo: ReadonlySet<string>;
  /** Routes of the Gateway API: whole path segments, and only for their own namespace or that of the service. */
  gatewaySemantics: boolean;
  /** Rules of others are in it, which puts it behind all that have none. */
  delegates?: boolean;
  http: PlacedRule[];
  tls: PlacedRule[];
  tcp: PlacedRule[];
}
