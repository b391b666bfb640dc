import { asList, asText, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import { rulesOf } from './sources';

const OF_SOURCE = [
  'requestPrincipals',
  'notRequestPrincipals',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
];
const OF_OPERATION = [
  'hosts',
  'notHosts',
  'methods',
  'notMethods',
  'paths',
  'notPaths',
];

/** Conditions that a proxy of plain connections knows. */
const OF_CONNECTION = [
  'source.ip',
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'destination.ip',
  'destination.port',
];

const hasAny = (values: Record<string, unknown>, names: readonly string[]) =>
  names.some(name => asList(values[name]).length > 0);

/** Whether an AuthorizationPolicy asks for something of requests, which ztunnel does not see. */
function asksForRequests(policy: KubeObject): boolean {
  return (
    ['AUDIT', 'CUSTOM'].includes(asText(at(policy, 'spec', 'action')) ?? '') ||
    rulesOf(policy).some(
      ({ sources, operations, conditions }) =>
        sources.some(({ values }) => hasAny(values, OF_SOURCE)) ||
        operations.some(({ values }) => hasAny(values, OF_OPERATION)) ||
        conditions.some(
          ({ values }) => !OF_CONNECTION.includes(asText(values.key) ?? ''),
        ),
    )
  );
}

/** Whether a policy is about requests, so that in ambient mode only a waypoint can do it. */
export function isLayer7(object: KubeObject): boolean {
  switch (object.kind) {
    case 'AuthorizationPolicy':
      return asksForRequests(object);
    case 'Telemetry':
      return ['accessLogging', 'metrics', 'tracing'].some(
        name => asList(at(object, 'spec', name)).length > 0,
      );
    default:
      return true;
  }
}
