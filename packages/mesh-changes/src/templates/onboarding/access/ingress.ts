import {
  authorizationPoliciesFor,
  describeRef,
  refOf,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import { listed } from '../../security/common/find';
import { allow } from '../../security/policies/allow';
import { operationOf } from '../../security/policies/operation';
import { isInForce, placeOf } from '../../security/policies/place';
import { asField, type Onboarding } from '../Onboarding';
import { carriesRequests } from '../presets/ports';
import { TIERS } from '../presets/tiers';
import { requireEntry, type Entry } from './gateways';
import { withHttpRoute } from './httpRoute';
import { withRoute } from './virtualService';

/** A path and all below it, as policies write it. */
const pathsOf = (path: string): string[] =>
  path === '/' ? [] : [path.replace(/\/$/, ''), `${path.replace(/\/$/, '')}/*`];

/** Lets the proxies of the gateway in, for the paths that they lead to the service. */
function letGatewayIn(
  onboarding: Onboarding,
  { gateway }: Entry,
  paths: readonly string[] | undefined,
): void {
  const { namespace, service } = onboarding.given;
  const accounts = new Map(
    gateway.workloads
      .filter(({ spiffe }) => spiffe)
      .map(each => [
        each.spiffe,
        { namespace: each.namespace, serviceAccount: each.serviceAccount },
      ]),
  );
  const named = describeRef(gateway.ref);
  if (accounts.size === 0) {
    onboarding.note(
      `No proxy of ${named} is known here, so its service account is not either: name it under callers, or ${service} refuses it.`,
    );
  }
  const listedPaths = (paths ?? []).flatMap(pathsOf);
  const place = placeOf(onboarding.mesh, namespace, service);
  const operation = asField(
    () => 'ingress.paths',
    () =>
      operationOf(place, listedPaths.length > 0 ? { paths: listedPaths } : {}),
  );
  onboarding.take(allow(place, [...accounts.values()], [], operation));
}

/** Policies of the gateway itself that let in only what they name. */
function noteGate(onboarding: Onboarding, { gateway }: Entry): void {
  const policies = gateway.workloads.flatMap(({ namespace, labels }) =>
    authorizationPoliciesFor(onboarding.mesh, { namespace, labels }).filter(
      policy => isInForce(policy, 'ALLOW'),
    ),
  );
  if (policies.length > 0) {
    onboarding.note(
      `${describeRef(gateway.ref)} itself lets in only what ${listed([
        ...new Set(policies.map(policy => describeRef(refOf(policy)))),
      ])} names. See that the host and the paths are among it.`,
    );
  }
}

/**
 * The way in from outside: a route at the gateway that takes requests for the host, which is let in.
 * @throws ParameterError when no gateway does, or the path leads elsewhere
 */
export function addIngress(onboarding: Onboarding): void {
  const { given, service } = onboarding;
  const { ingress, namespace, tier } = given;
  if (!ingress) {
    return;
  }
  const { host, paths } = ingress;
  const entry = requireEntry(onboarding.mesh, namespace, host);
  const port = service.ports.find(carriesRequests);
  if (!port) {
    throw new ParameterError(
      'ingress',
      `No port of ${service.name} carries requests that a gateway could lead to it. Leave ingress out.`,
    );
  }
  const { timeout } = TIERS[tier];
  const leads = entry.isOfIstio ? withRoute : withHttpRoute;
  for (const path of paths ?? [undefined]) {
    onboarding.put(
      leads(onboarding.mesh, entry, {
        service: onboarding.service,
        host,
        path: path === '/' ? undefined : path?.replace(/\/$/, ''),
        port: port.number,
        timeout,
      }),
    );
  }
  letGatewayIn(onboarding, entry, paths);
  noteGate(onboarding, entry);
}
