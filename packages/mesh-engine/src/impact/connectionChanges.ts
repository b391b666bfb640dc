import { decideConnection } from '../connection/connectionOf';
import { outcomesAt } from '../connection/outcomesAt';
import type { Mesh } from '../mesh/Mesh';
import { perObject } from '../mesh/perObject';
import type { MeshService, Workload } from '../mesh/types';
import { withOrigins } from '../mesh/withOrigins';
import { affectedHosts, isAffected } from './affectedHosts';
import { callerClasses } from './callers';
import { kindOf, type ChangedObject } from './changedObjects';
import { isInScope, RUNNING, scopeOf, servicesOf } from './scope';
import type { Traffic } from './Traffic';
import type { ConnectionChange } from './types';

/** Kinds that change what servers take; a Sidecar does by its ingress listeners. */
const SERVER_KINDS = ['PeerAuthentication', 'Sidecar', ...RUNNING];
/** Kinds that change what callers send. */
const CALLER_KINDS = ['DestinationRule', 'Sidecar'];

const selectsCallers = perObject(({ spec }) =>
  JSON.stringify(spec ?? {}).includes('workloadSelector'),
);

/** Labels matter only where some object selects callers by them. */
const hasCallerSelectors = (mesh: Mesh): boolean =>
  CALLER_KINDS.some(kind =>
    mesh.objects(kind, 'networking.istio.io').some(selectsCallers),
  );

/** Connections that change, by callers whose proxies are configured alike. */
export function connectionChanges(
  before: Mesh,
  after: Mesh,
  changes: readonly ChangedObject[],
  traffic: Traffic,
): ConnectionChange[] {
  const { rootNamespace } = after.config;
  const scope = scopeOf(changes, SERVER_KINDS, rootNamespace);
  const callers = scopeOf(
    changes.filter(change => kindOf(change) === 'Sidecar'),
    ['Sidecar'],
    rootNamespace,
  );
  const hosts = affectedHosts(
    before,
    after,
    changes.filter(change => kindOf(change) === 'DestinationRule'),
  );
  const withLabels = hasCallerSelectors(before) || hasCallerSelectors(after);
  const classes = callerClasses(
    before,
    after,
    ({ namespace, sidecar, labels }: Workload) =>
      JSON.stringify([namespace, sidecar.state, withLabels ? labels : null]),
  );
  const ofSidecars = classes.filter(
    ({ after: caller }) => caller && isInScope(callers, caller.namespace),
  );
  const asked = ({ host, namespace }: MeshService) =>
    isInScope(scope, namespace) || isAffected(host, hosts)
      ? classes
      : ofSidecars;
  return servicesOf(before, after).flatMap(pair =>
    pair.after.ports.flatMap(({ number }) => {
      const was = outcomesAt(before, pair.before, number);
      const is = outcomesAt(after, pair.after, number);
      return asked(pair.after).flatMap((caller): ConnectionChange[] => {
        const client = caller.after ?? 'outside';
        const old = was(caller.before ?? 'outside');
        const now = is(client);
        return old === now
          ? []
          : [
              {
                callers: caller.callers,
                server: pair.after.ref,
                port: number,
                before: old,
                after: now,
                requestRate: traffic.rateTo(pair.after.workloads, caller),
                because: withOrigins(
                  after,
                  decideConnection(after, client, pair.after, number).because,
                ),
              },
            ];
      });
    }),
  );
}
