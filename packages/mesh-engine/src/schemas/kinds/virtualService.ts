import { destination } from '../parts/portSelector';
import { duration } from '../parts/duration';
import {
  boolean,
  integer,
  list,
  map,
  nullable,
  number,
  object,
  required,
  text,
  uint32,
  type Infer,
} from '../schema';

const stringMatch = object(
  { exact: text(), prefix: text(), regex: text() },
  { oneOf: [['exact', 'prefix', 'regex']] },
);

const percentage = object({ value: number() });

const headerOperations = object({
  add: map(text()),
  remove: list(text()),
  set: map(text()),
});

const headers = object({
  request: headerOperations,
  response: headerOperations,
});

const corsPolicy = object({
  allowCredentials: nullable(boolean()),
  allowHeaders: list(text()),
  allowMethods: list(text()),
  allowOrigin: list(text()),
  allowOrigins: list(stringMatch),
  exposeHeaders: list(text()),
  maxAge: duration,
  unmatchedPreflights: text({ values: ['UNSPECIFIED', 'FORWARD', 'IGNORE'] }),
});

const directResponse = object({
  body: object(
    { bytes: text({ format: 'byte' }), string: text() },
    { oneOf: [['string', 'bytes']] },
  ),
  status: required(uint32()),
});

const fault = object({
  abort: object(
    {
      grpcStatus: text(),
      http2Error: text(),
      httpStatus: integer(),
      percentage,
    },
    { oneOf: [['httpStatus', 'grpcStatus', 'http2Error']] },
  ),
  delay: object(
    {
      exponentialDelay: duration,
      fixedDelay: duration,
      percent: integer(),
      percentage,
    },
    { oneOf: [['fixedDelay', 'exponentialDelay']] },
  ),
});

const httpMatch = object({
  authority: stringMatch,
  gateways: list(text()),
  headers: map(stringMatch),
  ignoreUriCase: boolean(),
  method: stringMatch,
  name: text(),
  port: uint32(),
  queryParams: map(stringMatch),
  scheme: stringMatch,
  sourceLabels: map(text()),
  sourceNamespace: text(),
  statPrefix: text(),
  uri: stringMatch,
  withoutHeaders: map(stringMatch),
});

const redirect = object(
  {
    authority: text(),
    derivePort: text({
      values: ['FROM_PROTOCOL_DEFAULT', 'FROM_REQUEST_PORT'],
    }),
    port: uint32(),
    prefixRewrite: text(),
    redirectCode: uint32(),
    scheme: text(),
    uri: text(),
  },
  { oneOf: [['port', 'derivePort']] },
);

const retries = object({
  attempts: integer(),
  backoff: duration,
  perTryTimeout: duration,
  retryIgnorePreviousHosts: nullable(boolean()),
  retryOn: text(),
  retryRemoteLocalities: nullable(boolean()),
});

const rewrite = object({
  authority: text(),
  uri: text(),
  uriRegexRewrite: object({ match: text(), rewrite: text() }),
});

const httpRoute = object({
  corsPolicy,
  delegate: object({ name: text(), namespace: text() }),
  directResponse,
  fault,
  headers,
  match: list(httpMatch),
  mirror: destination,
  mirror_percent: nullable(uint32()),
  mirrorPercent: nullable(uint32()),
  mirrorPercentage: percentage,
  mirrors: list(object({ destination: required(destination), percentage })),
  name: text(),
  redirect,
  retries,
  rewrite,
  route: list(
    object({
      destination: required(destination),
      headers,
      weight: integer(),
    }),
  ),
  timeout: duration,
});

const plainRoute = list(
  object({ destination: required(destination), weight: integer() }),
);

const layer4Match = {
  destinationSubnets: list(text()),
  gateways: list(text()),
  port: uint32(),
  sourceLabels: map(text()),
  sourceNamespace: text(),
};

export const virtualService = object({
  exportTo: list(text()),
  gateways: list(text()),
  hosts: list(text()),
  http: list(httpRoute),
  tcp: list(
    object({
      match: list(object({ ...layer4Match, sourceSubnet: text() })),
      route: plainRoute,
    }),
  ),
  tls: list(
    object({
      match: required(
        list(object({ ...layer4Match, sniHosts: required(list(text())) })),
      ),
      route: plainRoute,
    }),
  ),
});

export type VirtualServiceSpec = Infer<typeof virtualService>;
