import { workloadSelector } from '../parts/selectors';
import { targetRefs } from '../parts/targetRef';
import { atMostOneOf } from '../rules/atMostOneOf';
import { portNumber } from '../rules/ports';
import {
  integer,
  list,
  map,
  object,
  struct,
  text,
  uint32,
  type Infer,
  type Rule,
} from '../schema';

const waypointContext: Rule<{ context?: string; waypoint?: unknown }> = {
  apiServer: 'only support waypointMatch when context is WAYPOINT',
  message:
    'The match waypoint and the context WAYPOINT belong together: one is here without the other.',
  fix: 'Set context to WAYPOINT and match by waypoint, or set neither.',
  judge: ({ context, waypoint }) =>
    (context === 'WAYPOINT') === (waypoint !== undefined),
};

const subFilter = object({ name: text() });
const filter = object({ name: text(), subFilter });

const match = object(
  {
    cluster: object({
      name: text(),
      portNumber: uint32(),
      service: text(),
      subset: text(),
    }),
    context: text({
      values: [
        'ANY',
        'SIDECAR_INBOUND',
        'SIDECAR_OUTBOUND',
        'GATEWAY',
        'WAYPOINT',
      ],
    }),
    listener: object({
      filterChain: object({
        applicationProtocols: text(),
        destinationPort: uint32(),
        filter,
        name: text(),
        sni: text(),
        transportProtocol: text(),
        transportSocket: text(),
      }),
      listenerFilter: text(),
      name: text(),
      portName: text(),
      portNumber: uint32(),
    }),
    proxy: object({ metadata: map(text()), proxyVersion: text() }),
    routeConfiguration: object({
      gateway: text(),
      name: text(),
      portName: text(),
      portNumber: uint32(),
      vhost: object({
        domainName: text(),
        name: text(),
        route: object({
          action: text({
            values: ['ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE'],
          }),
          name: text(),
        }),
      }),
    }),
    waypoint: object({
      filter,
      portNumber: uint32({ rules: [portNumber] }),
      route: object({ name: text() }),
    }),
  },
  {
    oneOf: [['listener', 'routeConfiguration', 'cluster', 'waypoint']],
    rules: [waypointContext],
  },
);

const patch = object({
  filterClass: text({ values: ['UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'] }),
  operation: text({
    values: [
      'INVALID',
      'MERGE',
      'ADD',
      'REMOVE',
      'INSERT_BEFORE',
      'INSERT_AFTER',
      'INSERT_FIRST',
      'REPLACE',
      'MERGE_AND_REPLACE_LIST',
    ],
  }),
  value: struct(),
});

export const envoyFilter = object(
  {
    configPatches: list(
      object({
        applyTo: text({
          values: [
            'INVALID',
            'LISTENER',
            'FILTER_CHAIN',
            'NETWORK_FILTER',
            'HTTP_FILTER',
            'ROUTE_CONFIGURATION',
            'VIRTUAL_HOST',
            'HTTP_ROUTE',
            'CLUSTER',
            'EXTENSION_CONFIG',
            'BOOTSTRAP',
            'LISTENER_FILTER',
          ],
        }),
        match,
        patch,
      }),
    ),
    priority: integer(),
    targetRefs,
    workloadSelector,
  },
  {
    rules: [
      atMostOneOf(
        ['workloadSelector', 'targetRefs'],
        'only one of targetRefs or workloadSelector can be set',
      ),
    ],
  },
);

export type EnvoyFilterSpec = Infer<typeof envoyFilter>;
