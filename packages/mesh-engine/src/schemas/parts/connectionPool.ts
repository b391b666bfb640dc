import { boolean, integer, object, text, uint32 } from '../schema';
import { duration } from './duration';

export const connectionPool = object({
  http: object({
    h2UpgradePolicy: text({ values: ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'] }),
    http1MaxPendingRequests: integer(),
    http2KeepAlive: object({ interval: duration, timeout: duration }),
    http2MaxRequests: integer(),
    idleTimeout: duration,
    maxConcurrentStreams: integer(),
    maxRequestsPerConnection: integer(),
    maxRetries: integer(),
    useClientProtocol: boolean(),
  }),
  tcp: object({
    connectTimeout: duration,
    idleTimeout: text(),
    maxConnectionDuration: duration,
    maxConnections: integer(),
    tcpKeepalive: object({
      interval: duration,
      probes: uint32(),
      time: duration,
    }),
  }),
});
