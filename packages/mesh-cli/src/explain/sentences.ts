import {
  describeRef,
  type AuthorizeAnswer,
  type ConnectionAnswer,
  type MtlsAnswer,
  type RouteAnswer,
} from '@ecotrack/mesh-engine';

const EFFECTIVE: Record<MtlsAnswer['effective'], string> = {
  strict: 'takes only mTLS',
  permissive: 'takes mTLS and plaintext',
  plaintext: 'takes only plaintext',
  unknown: 'is not known to the mesh, so its mode is unknown',
};

/** The answer of `mtls` in one sentence. */
export function mtlsSentence(subject: string, answer: MtlsAnswer): string {
  return `${subject} ${EFFECTIVE[answer.effective]}; the policies say ${
    answer.mode
  }.`;
}

const OUTCOMES: Record<ConnectionAnswer['outcome'], string> = {
  mTLS: 'is up with mTLS',
  TLS: 'is up with TLS that is not that of the mesh',
  plaintext: 'is up in plaintext',
  refused: 'is refused',
  broken: 'is broken: the two sides do not fit together',
  unknown: 'cannot be told',
};

const needs = (dependsOn: readonly string[] | undefined) =>
  dependsOn?.length ? [`It depends on ${dependsOn.join(', ')}.`] : [];

/** The answer of `connection`. */
export function connectionSentences(
  from: string,
  to: string,
  answer: ConnectionAnswer,
): string[] {
  const sentence = `The connection from ${from} to ${to} ${
    OUTCOMES[answer.outcome]
  }.`;
  return [sentence, ...needs(answer.dependsOn)];
}

/** The answer of `authorize`. */
export function authorizeSentences(
  from: string,
  to: string,
  { decision, decidedBy, dependsOn, dryRun }: AuthorizeAnswer,
): string[] {
  const by = decidedBy
    ? ` by ${describeRef(decidedBy.policy)}${
        decidedBy.field ? `, ${decidedBy.field}` : ''
      }`
    : '';
  const verb = { allow: 'may call', deny: 'may not call' };
  return [
    decision === 'depends'
      ? `Whether ${from} may call ${to} is not decided by what is known.`
      : `${from} ${verb[decision]} ${to}${by}.`,
    ...needs(dependsOn),
    ...(dryRun ? [`With the policies in dry-run: ${dryRun.decision}.`] : []),
  ];
}

const ROUTES: Record<RouteAnswer['outcome'], string> = {
  route: 'is routed',
  redirect: 'is answered with a redirect',
  directResponse: 'is answered by the proxy itself',
  passthrough: 'goes to the address that the caller dialled, unrouted',
  dynamicForward: 'goes wherever DNS says that its Host header is',
  blackhole: 'is refused: outboundTrafficPolicy is REGISTRY_ONLY',
  noListener: 'finds no server of a Gateway on this port',
  noFilterChain: 'is not taken by the server on this port',
  protocolError: 'fails: the server on this port talks another protocol',
  conflict: 'fails: two servers want the same connections',
  noVirtualHost: 'is answered 404: nothing is known about the host',
  noRoute: 'is answered 404: no route of the host matches',
  depends: 'is not decided by what is known',
};

/** The answer of `route`, a destination a line. */
export function routeSentences(
  from: string,
  to: string,
  answer: RouteAnswer,
): string[] {
  const { outcome, destinations, route, dependsOn, actions } = answer;
  const by = route?.object
    ? ` (${describeRef(route.object)}${route.field ? `, ${route.field}` : ''})`
    : '';
  const targets = destinations.map(
    ({ weight, host, port, subset, problem }) =>
      `  ${weight} % ${host}${port ? `:${port}` : ''}${
        subset ? `, subset ${subset}` : ''
      }${problem ? ` (cannot be reached: ${problem})` : ''}`,
  );
  return [
    `A request of ${from} to ${to} ${ROUTES[outcome]}${by}${
      targets.length > 0 ? ':' : '.'
    }`,
    ...targets,
    ...(actions
      ? [`Timeout ${actions.timeout}, ${actions.retries.attempts} retries.`]
      : []),
    ...needs(dependsOn),
  ];
}
