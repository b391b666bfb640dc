import type { KubeObject } from '@ecotrack/mesh-engine';

export interface LoadBalancer {
  simple?: string;
  consistentHash?: {
    httpHeaderName?: string;
    httpCookie?: { name: string; path?: string; ttl?: string };
    useSourceIp?: boolean;
    httpQueryParameterName?: string;
    [field: string]: unknown;
  };
  localityLbSetting?: LocalitySetting;
  [field: string]: unknown;
}

export interface LocalitySetting {
  enabled?: boolean;
  distribute?: readonly {
    from: string;
    to: Readonly<Record<string, number>>;
  }[];
  failover?: readonly { from: string; to: string }[];
  [field: string]: unknown;
}

export interface ConnectionPool {
  tcp?: {
    maxConnections?: number;
    connectTimeout?: string;
    [field: string]: unknown;
  };
  http?: {
    http1MaxPendingRequests?: number;
    http2MaxRequests?: number;
    maxRequestsPerConnection?: number;
    maxRetries?: number;
    idleTimeout?: string;
    [field: string]: unknown;
  };
}

interface OutlierDetection {
  consecutive5xxErrors?: number;
  consecutiveGatewayErrors?: number;
  interval?: string;
  baseEjectionTime?: string;
  maxEjectionPercent?: number;
  minHealthPercent?: number;
  [field: string]: unknown;
}

/** How proxies of callers treat a service. */
export interface TrafficPolicy {
  loadBalancer?: LoadBalancer;
  connectionPool?: ConnectionPool;
  outlierDetection?: OutlierDetection;
  portLevelSettings?: readonly Readonly<Record<string, unknown>>[];
  [field: string]: unknown;
}

export interface Subset {
  name: string;
  labels?: Readonly<Record<string, string>>;
  trafficPolicy?: TrafficPolicy;
}

export interface DestinationRule extends KubeObject {
  spec: {
    host: string;
    trafficPolicy?: TrafficPolicy;
    subsets?: readonly Subset[];
    [field: string]: unknown;
  };
}
