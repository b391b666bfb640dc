import { textTest } from '../authorize/textTest';
import type { AuthorizeAnswer, AuthorizeRequest } from '../authorize/types';
import type { Mesh } from '../mesh/Mesh';
import type { ServicePort, Workload } from '../mesh/types';
import { asList, asRecord, asText, asTexts, at } from '../resources/fields';
import { callerClasses, observedRate, type CallerClass } from './callers';
import type { ChangedObject } from './changedObjects';
import { scopeOf, workloadsIn } from './scope';
import type { AccessChange, ObservedCall } from './types';

const KINDS = [
  'AuthorizationPolicy',
  'RequestAuthentication',
  'PeerAuthentication',
  'EnvoyFilter',
  'WasmPlugin',
];
const IDENTITY_FIELDS = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
];
const MOST_REQUESTS = 24;

const rulesOf = (mesh: Mesh) =>
  mesh
    .objects('AuthorizationPolicy', 'security.istio.io')
    .flatMap(policy =>
      asList(at(policy, 'spec', 'rules')).map(rule => ({ policy, rule })),
    );

/** Everything that policies say about identities, so that callers of the same answers are asked about once. */
function identityTests(
  before: Mesh,
  after: Mesh,
): ((text: string) => boolean)[] {
  const values = new Set<string>();
  for (const { rule } of [...rulesOf(before), ...rulesOf(after)]) {
    for (const from of asList(asRecord(rule).from)) {
      const source = asRecord(asRecord(from).source);
      IDENTITY_FIELDS.flatMap(field => asTexts(source[field])).forEach(value =>
        values.add(value),
      );
    }
    for (const condition of asList(asRecord(rule).when).map(asRecord)) {
      if (asText(condition.key)?.startsWith('source.')) {
        [...asTexts(condition.values), ...asTexts(condition.notValues)].forEach(
          value => values.add(value),
        );
      }
    }
  }
  return [...values].map(textTest);
}

/** Requests that the rules for a namespace speak of, and one that says nothing. */
function requestsFor(
  namespace: string,
  before: Mesh,
  after: Mesh,
): NonNullable<AuthorizeRequest['http']>[] {
  const sample = (path: string) =>
    path.replace(/\{\*\*?\}/g, 'x').replace(/\*/g, 'x');
  const requests = new Map<string, { method?: string; path?: string }>();
  for (const mesh of [before, after]) {
    for (const { policy, rule } of rulesOf(mesh)) {
      if (
        ![namespace, mesh.config.rootNamespace].includes(
          policy.metadata.namespace ?? '',
        )
      ) {
        continue;
      }
      for (const to of asList(asRecord(rule).to)) {
        const operation = asRecord(asRecord(to).operation);
        const named = (field: string, not: string) => {
          const found = [
            ...asTexts(operation[field]),
            ...asTexts(operation[not]),
          ];
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
    }
  }
  requests.delete('{}');
  return [{}, ...[...requests.values()].slice(0, MOST_REQUESTS)];
}

interface Target {
  before: Workload;
  after: Workload;
  port?: number;
  protocol?: string;
}

function portsOf(mesh: Mesh, workload: Workload): ServicePort[] {
  const ports = new Map<number, ServicePort>();
  for (const service of mesh.servicesOf(workload)) {
    for (const port of service.ports) {
      ports.set(port.targetPort ?? port.number, port);
    }
  }
  return [...ports.values()];
}

function ask(
  mesh: Mesh,
  server: Workload,
  caller: Workload | undefined,
  { port, protocol }: Target,
  http: AuthorizeRequest['http'],
): AuthorizeAnswer {
  const mtls =
    caller !== undefined &&
    ['all', 'gateway', 'ambient'].includes(caller.sidecar.state) &&
    mesh.mtls(server, port).mode !== 'DISABLE';
  return mesh.authorize({
    destination: { workload: server, port },
    source: mtls
      ? { workload: caller, mtls }
      : { mtls: false, principal: null },
    protocol,
    http,
  });
}

function changeOf(
  [before, after]: [Mesh, Mesh],
  target: Target,
  caller: CallerClass,
  http: NonNullable<AuthorizeRequest['http']>,
): AccessChange | undefined {
  const old = ask(before, target.before, caller.before, target, http);
  const now = ask(after, target.after, caller.after, target, http);
  return old.decision === now.decision
    ? undefined
    : {
        callers: caller.callers,
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
  traffic: readonly ObservedCall[] | undefined,
): AccessChange[] {
  const scope = scopeOf(changes, KINDS, after.config.rootNamespace);
  const tests = identityTests(before, after);
  const classes = callerClasses(
    before,
    after,
    ({ spiffe = '', sidecar, ...workload }) => {
      const names = [
        spiffe.replace('spiffe://', ''),
        workload.namespace,
        workload.serviceAccount,
        `${workload.namespace}/${workload.serviceAccount}`,
      ];
      const answers = tests.map(test =>
        names.map(name => Number(test(name))).join(''),
      );
      return `${sidecar.state} ${answers.join()}`;
    },
  );
  const requests = new Map<string, ReturnType<typeof requestsFor>>();
  return workloadsIn(scope, before, after).flatMap(pair => {
    const { namespace } = pair.after;
    const asked =
      requests.get(namespace) ?? requestsFor(namespace, before, after);
    requests.set(namespace, asked);
    const ports = portsOf(after, pair.after);
    const targets: Target[] =
      ports.length === 0
        ? [pair]
        : ports.map(({ targetPort, number, protocol }) => ({
            ...pair,
            port: targetPort ?? number,
            protocol,
          }));
    return targets.flatMap(target =>
      classes.flatMap(caller => {
        const [whole, ...parts] = asked;
        const found = changeOf([before, after], target, caller, whole);
        const all = found
          ? [found]
          : parts.flatMap(
              http => changeOf([before, after], target, caller, http) ?? [],
            );
        const requestRate = observedRate(traffic, caller, [target.after]);
        return all.map(change => ({ ...change, requestRate }));
      }),
    );
  });
}
