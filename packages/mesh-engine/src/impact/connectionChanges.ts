import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { callerClasses, observedRate } from './callers';
import type { ChangedObject } from './changedObjects';
import { RUNNING, scopeOf, servicesOf } from './scope';
import type { ConnectionChange, ObservedCall } from './types';

/** Kinds that change what servers take. */
const SERVER_KINDS = ['PeerAuthentication', ...RUNNING];
/** Kinds that change what callers send, of any namespace. */
const CALLER_KINDS = ['DestinationRule', 'Sidecar'];

/** Labels matter only where some object selects callers by them. */
function hasCallerSelectors(mesh: Mesh): boolean {
  return CALLER_KINDS.some(kind =>
    mesh
      .objects(kind, 'networking.istio.io')
      .some(({ spec }) =>
        JSON.stringify(spec ?? {}).includes('workloadSelector'),
      ),
  );
}

/** Connections that change, by callers whose proxies are configured alike. */
export function connectionChanges(
  before: Mesh,
  after: Mesh,
  changes: readonly ChangedObject[],
  traffic: readonly ObservedCall[] | undefined,
): ConnectionChange[] {
  const scope = scopeOf(changes, SERVER_KINDS, after.config.rootNamespace);
  const callersChanged = changes.some(change =>
    CALLER_KINDS.includes((change.after ?? change.before!).kind),
  );
  const withLabels = hasCallerSelectors(before) || hasCallerSelectors(after);
  const classes = callerClasses(
    before,
    after,
    ({ namespace, sidecar, labels }: Workload) =>
      JSON.stringify([namespace, sidecar.state, withLabels ? labels : null]),
  );
  const inScope = (namespace: string) =>
    callersChanged || scope === 'everywhere' || scope.namespaces.has(namespace);
  return servicesOf(before, after)
    .filter(pair => inScope(pair.after.namespace))
    .flatMap(pair =>
      pair.after.ports.flatMap(({ number }) =>
        classes.flatMap((caller): ConnectionChange[] => {
          const old = before.connection(
            caller.before ?? 'outside',
            pair.before,
            number,
          );
          const now = after.connection(
            caller.after ?? 'outside',
            pair.after,
            number,
          );
          return old.outcome === now.outcome
            ? []
            : [
                {
                  callers: caller.callers,
                  server: pair.after.ref,
                  port: number,
                  before: old.outcome,
                  after: now.outcome,
                  requestRate: observedRate(
                    traffic,
                    caller,
                    pair.after.workloads,
                  ),
                  because: now.because,
                },
              ];
        }),
      ),
    );
}
