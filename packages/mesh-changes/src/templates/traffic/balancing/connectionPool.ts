import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate, ParameterSchema } from '../../types';
import type { ConnectionPool } from '../destinationRules/types';
import { serviceParameters, type ServiceTarget } from '../parameters/target';
import { DURATION } from '../parameters/values';
import { talksHttp } from '../service/findService';
import { describePolicy, editPolicy } from './editPolicy';
import { given } from './given';

type TcpLimits = Readonly<{ maxConnections?: number; connectTimeout?: string }>;
type HttpLimits = Readonly<{
  maxPendingRequests?: number;
  maxRequests?: number;
  maxRequestsPerConnection?: number;
  maxRetries?: number;
  idleTimeout?: string;
}>;
type Pool = ServiceTarget & TcpLimits & HttpLimits;

const LARGEST = 2 ** 31 - 1;

const count = (title: string, description: string): ParameterSchema => ({
  type: 'integer',
  title,
  description,
  minimum: 1,
  maximum: LARGEST,
});

const tcpOf = ({ maxConnections, connectTimeout }: Pool) =>
  given({ maxConnections, connectTimeout });

const httpOf = (pool: Pool) =>
  given({
    http1MaxPendingRequests: pool.maxPendingRequests,
    http2MaxRequests: pool.maxRequests,
    maxRequestsPerConnection: pool.maxRequestsPerConnection,
    maxRetries: pool.maxRetries,
    idleTimeout: pool.idleTimeout,
  });

function limited(before: ConnectionPool, pool: Pool): ConnectionPool {
  const [tcp, http] = [tcpOf(pool), httpOf(pool)];
  return {
    ...before,
    ...(tcp && { tcp: { ...before.tcp, ...tcp } }),
    ...(http && { http: { ...before.http, ...http } }),
  };
}

/** How many connections and requests a proxy keeps open. */
export const connectionPool: ChangeTemplate<Pool> = {
  id: 'connection-pool',
  version: 1,
  topic: 'traffic',
  title: 'Limit connections',
  summary: 'Limit the connections and waiting requests to a service.',
  description: `Each proxy of a caller opens only so many connections to the service, and keeps only so many requests
waiting. What is more is answered at once with *503*. So a service that is slow is not drowned by callers that wait.

The limits are those of *one* proxy: with ten pods that call, ten times as many can arrive.

Empty fields stay as they are. A limit that is too low turns away requests on a busy day: look at the busiest minute
first.

**To go back**, set the former numbers, or revert the pull request.`,
  parameters: serviceParameters({
    maxConnections: count(
      'Connections',
      'How many connections are open at once.',
    ),
    connectTimeout: {
      ...DURATION,
      title: 'Time to connect',
      description: 'How long opening a connection may take.',
    },
    maxPendingRequests: count(
      'Waiting requests',
      'How many requests wait for a connection.',
    ),
    maxRequests: count('Requests at once', 'How many requests are under way.'),
    maxRequestsPerConnection: count(
      'Requests of a connection',
      'After how many requests a connection is closed. 1 turns off keep-alive.',
    ),
    maxRetries: count('Retries at once', 'How many retries are under way.'),
    idleTimeout: {
      ...DURATION,
      title: 'Idle time',
      description: 'After how long without requests a connection is closed.',
    },
  }),
  current: (parameters, context) =>
    describePolicy<Pool>(
      parameters,
      context,
      ({ connectionPool: now = {} }) => {
        const { tcp = {}, http = {} } = now;
        return given({
          maxConnections: tcp.maxConnections,
          connectTimeout: tcp.connectTimeout,
          maxPendingRequests: http.http1MaxPendingRequests,
          maxRequests: http.http2MaxRequests,
          maxRequestsPerConnection: http.maxRequestsPerConnection,
          maxRetries: http.maxRetries,
          idleTimeout: http.idleTimeout,
        });
      },
    ),
  plan: (parameters, context) => {
    if (!tcpOf(parameters) && !httpOf(parameters)) {
      throw new ParameterError('maxConnections', 'Set at least one limit.');
    }
    return {
      title: `Limit connections to ${parameters.service}`,
      ...editPolicy(
        parameters,
        context,
        'connectionPool',
        ({ connectionPool: before = {}, ...policy }, service) => {
          if (httpOf(parameters) && !talksHttp(service)) {
            throw new ParameterError(
              'service',
              `${service.name} talks no HTTP, so only the connections and the time to connect can be limited.`,
            );
          }
          return { ...policy, connectionPool: limited(before, parameters) };
        },
      ),
    };
  },
};
