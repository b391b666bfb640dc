import type { KubeObject } from '@ecotrack/mesh-engine';

/** How a text of a request is compared in a VirtualService. */
export type StringMatch = Readonly<{
  exact?: string;
  prefix?: string;
  regex?: string;
}>;

/** What a request must have for a rule of a VirtualService. */
export interface HttpMatch {
  uri?: StringMatch;
  headers?: Readonly<Record<string, StringMatch>>;
  withoutHeaders?: Readonly<Record<string, StringMatch>>;
  queryParams?: Readonly<Record<string, StringMatch>>;
  sourceLabels?: Readonly<Record<string, string>>;
  sourceNamespace?: string;
  gateways?: readonly string[];
  [field: string]: unknown;
}

/** Where a rule of a VirtualService sends requests. */
export interface Destination {
  host: string;
  subset?: string;
  port?: { number: number };
}

export interface WeightedDestination {
  destination: Destination;
  weight?: number;
  [field: string]: unknown;
}

interface Percent {
  value: number;
}

export interface HeaderOperations {
  set?: Readonly<Record<string, string>>;
  add?: Readonly<Record<string, string>>;
  remove?: readonly string[];
}

export interface HttpRetry {
  attempts?: number;
  perTryTimeout?: string;
  retryOn?: string;
  [field: string]: unknown;
}

export interface HttpFault {
  delay?: { fixedDelay?: string; percentage?: Percent };
  abort?: { httpStatus?: number; grpcStatus?: string; percentage?: Percent };
}

/** A rule of a VirtualService. */
export interface HttpRule {
  name?: string;
  match?: readonly HttpMatch[];
  route?: readonly WeightedDestination[];
  delegate?: { name?: string; namespace?: string };
  redirect?: {
    uri?: string;
    authority?: string;
    scheme?: string;
    redirectCode?: number;
    [field: string]: unknown;
  };
  rewrite?: { uri?: string; authority?: string; [field: string]: unknown };
  timeout?: string;
  retries?: HttpRetry;
  fault?: HttpFault;
  mirror?: Destination;
  mirrorPercentage?: Percent;
  mirrors?: readonly { destination: Destination; percentage?: Percent }[];
  headers?: { request?: HeaderOperations; response?: HeaderOperations };
  [field: string]: unknown;
}

export interface VirtualService extends KubeObject {
  spec: {
    hosts?: string[];
    http?: readonly HttpRule[];
    [field: string]: unknown;
  };
}

interface ComparedValue {
  type?: string;
  name: string;
  value: string;
}

/** What a request must have for a rule of an HTTPRoute. */
export interface GatewayMatch {
  path?: { type?: string; value?: string };
  headers?: readonly ComparedValue[];
  queryParams?: readonly ComparedValue[];
  method?: string;
}

/** Where a rule of an HTTPRoute sends requests. */
export interface BackendRef {
  name: string;
  namespace?: string;
  port?: number;
  weight?: number;
  [field: string]: unknown;
}

interface NamedValue {
  name: string;
  value: string;
}

export interface HeaderModifier {
  set?: readonly NamedValue[];
  add?: readonly NamedValue[];
  remove?: readonly string[];
}

interface PathModifier {
  type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
  replaceFullPath?: string;
  replacePrefixMatch?: string;
}

/** What a rule of an HTTPRoute does besides choosing backends. */
export interface GatewayFilter {
  type: string;
  requestHeaderModifier?: HeaderModifier;
  responseHeaderModifier?: HeaderModifier;
  requestMirror?: { backendRef: BackendRef; percent?: number };
  requestRedirect?: {
    scheme?: string;
    hostname?: string;
    path?: PathModifier;
    statusCode?: number;
  };
  urlRewrite?: { hostname?: string; path?: PathModifier };
  [field: string]: unknown;
}

/** A rule of an HTTPRoute. */
export interface GatewayRule {
  name?: string;
  matches?: readonly GatewayMatch[];
  filters?: readonly GatewayFilter[];
  backendRefs?: readonly BackendRef[];
  timeouts?: { request?: string; backendRequest?: string };
  [field: string]: unknown;
}

export interface HttpRoute extends KubeObject {
  spec: { rules?: readonly GatewayRule[]; [field: string]: unknown };
}
