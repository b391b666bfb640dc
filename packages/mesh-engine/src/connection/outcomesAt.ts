import type { Mesh } from '../mesh/Mesh';
import { perObject } from '../mesh/perObject';
import type { MeshService, Workload } from '../mesh/types';
import { clientOf } from '../routing/client';
import { isKnownTo } from './clientScope';
import { decideConnection } from './connectionOf';
import { destinationRuleIndex } from './destinationRules';
import type { EffectiveRule } from './effectiveRule';
import { planesOf } from './endpoints';
import { isIntercepted } from './isIntercepted';
import type { ConnectionClient, ConnectionOutcome } from './types';

const traitsOf = perObject((workload: Workload) => {
  const planes = planesOf(workload);
  return {
    client: clientOf(workload),
    planes: planes.join(' '),
    hasProxy: planes.some(plane => plane === 'sidecar' || plane === 'gateway'),
  };
});

/** All that the outcome at one port of a service asks of a caller: a few words, and the DestinationRule that counts. */
function askedOf(
  mesh: Mesh,
  workload: Workload,
  { host, namespace }: MeshService,
  port: number,
): { words: string; rule?: EffectiveRule } {
  const { client, planes, hasProxy } = traitsOf(workload);
  if (!hasProxy || !isIntercepted(workload.annotations, 'Outbound', port)) {
    return { words: `${planes} ${hasProxy}` };
  }
  const { isKnown, isOpen } = isKnownTo(mesh, workload, host, port);
  return isKnown
    ? {
        words: `${planes} ${client.kind}`,
        rule: destinationRuleIndex(mesh).select({
          clientNamespace: client.namespace,
          clientLabels: client.labels,
          host,
          serviceNamespace: namespace,
        }),
      }
    : { words: `${planes} unknown ${isOpen}` };
}

/** What becomes of connections to one port of a service, decided once for callers of whom the same is asked. */
export function outcomesAt(
  mesh: Mesh,
  service: MeshService,
  port: number,
): (client: ConnectionClient) => ConnectionOutcome {
  const known = new Map<
    EffectiveRule | undefined,
    Map<string, ConnectionOutcome>
  >();
  return client => {
    const { words, rule } =
      client === 'outside'
        ? { words: client, rule: undefined }
        : askedOf(mesh, client, service, port);
    const ofRule = known.get(rule) ?? new Map<string, ConnectionOutcome>();
    known.set(rule, ofRule);
    const outcome =
      ofRule.get(words) ??
      decideConnection(mesh, client, service, port).outcome;
    ofRule.set(words, outcome);
    return outcome;
  };
}
