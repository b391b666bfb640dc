import { askAccess } from '../access/askAccess';
import { callersFor, type CallerClass } from '../access/callersFor';
import { podPortsOf, type PodPort } from '../access/ports';
import { policiesOfWorkload } from '../authorize/policiesOfWorkload';
import type { AuthorizeRequest } from '../authorize/types';
import type { Mesh } from '../mesh/Mesh';
import type { Workload } from '../mesh/types';
import { asList, asRecord, asTexts, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import type { ChangedObject } from './changedObjects';
import { scopeOf, workloadsIn } from './scope';
import type { Traffic } from './Traffic';
import type { AccessChange } from './types';

type Http = NonNullable<AuthorizeRequest['http']>;

const KINDS = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'PeerAuthentication',
  'EnvoyFilter',
  'WasmPlugin',
  'TrafficExtension',
];
const MOST_REQUESTS = 24;

/** A value of a policy as a request that fits it. */
const sample = (value: string) =>
  value.replace(/\{\*\*?\}/g, 'x').replace(/\*/g, 'x');

/** One request that says nothing, and those that the rules of policies speak of. */
function requestsOf(policies: readonly KubeObject[]): Http[] {
  const requests = new Map<string, Http>();
  const rules = policies.flatMap(policy => asList(at(policy, 'spec', 'rules')));
  for (const to of rules.flatMap(rule => asList(asRecord(rule).to))) {
    const operation = asRecord(asRecord(to).operation);
    const named = (field: string, not: string) => {
      const found = [...asTexts(operation[field]), ...asTexts(operation[not])];
      return found.length > 0 ? found : [undefined];
    };
    for (const method of named('methods', 'notMethods')) {
      for (const path of named('paths', 'notPaths')) {
        const request = {
          ...(method && { method: sample(method) }),
          ...(path && { path: sample(path) }),
        };
        requests.set(JSON.stringify(request), request);
      }
    }
  }
  requests.delete('{}');
  return [{}, ...[...requests.values()].slice(0, MOST_REQUESTS)];
}

interface Target extends PodPort {
  before: Workload;
  after: Workload;
}

function changeOf(
  [before, after]: [Mesh, Mesh],
  target: Target,
  { callers, representative }: CallerClass,
  http: Http,
): AccessChange | undefined {
  const caller = representative && {
    before: before.workload(representative.namespace, representative.name),
    after: representative,
  };
  const old = askAccess(before, target.before, caller?.before, target, http);
  const now = askAccess(after, target.after, caller?.after, target, http);
  return old.decision === now.decision
    ? undefined
    : {
        callers,
        server: target.after.ref,
        port: target.port,
        ...(Object.keys(http).length > 0 && {
          request: { method: http.method, path: http.path },
        }),
        before: old.decision,
        after: now.decision,
        decidedBy: now.decidedBy ?? old.decidedBy,
        because: now.because,
      };
}

/** Calls whose authorization changes, by callers that policies do not tell apart. */
export function accessChanges(
  before: Mesh,
  after: Mesh,
  changes: readonly ChangedObject[],
  traffic: Traffic,
): AccessChange[] {
  const scope = scopeOf(changes, KINDS, after.config.rootNamespace);
  return workloadsIn(scope, before, after).flatMap(pair => {
    const policies = [
      ...policiesOfWorkload(before, pair.before),
      ...policiesOfWorkload(after, pair.after),
    ];
    const classes = callersFor(after, policies);
    const [whole, ...parts] = requestsOf(policies);
    return podPortsOf(after, pair.after).flatMap(port =>
      classes.flatMap(caller => {
        const ask = (http: Http) =>
          changeOf([before, after], { ...pair, ...port }, caller, http);
        const found = ask(whole);
        const all = found ? [found] : parts.flatMap(http => ask(http) ?? []);
        const requestRate = traffic.rateTo([pair.after], caller);
        return all.map(change => ({ ...change, requestRate }));
      }),
    );
  });
}
