import { hostOf } from '../../edges/sidecar/dependencies';
import { reach, scopesOf } from '../../edges/sidecar/reach';
import { requireCaller } from '../../security/common/callers';
import { newObject } from '../../security/common/planOf';
import { allow } from '../../security/policies/allow';
import { operationOf } from '../../security/policies/operation';
import {
  allowPolicies,
  GROUP,
  ownPolicies,
  placeOf,
} from '../../security/policies/place';
import { rulesOf } from '../../security/policies/rules';
import { asField, type Onboarding } from '../Onboarding';
import { carriesRequests } from '../presets/ports';

/** The policy that names who may call, empty at first. */
function addPolicy(onboarding: Onboarding, { isNew }: { isNew: boolean }) {
  const { mesh, given } = onboarding;
  const { namespace, service } = given;
  const place = placeOf(mesh, namespace, service);
  if (ownPolicies(place, 'ALLOW').length > 0) {
    return;
  }
  if (!isNew && allowPolicies(place).length === 0) {
    onboarding.note(
      `Until now everybody could call ${service}. From now on only the callers that are named here can.`,
    );
  }
  onboarding.put(
    newObject(
      mesh,
      GROUP,
      'AuthorizationPolicy',
      { namespace, name: service },
      { ...place.target, action: 'ALLOW' },
    ),
  );
}

/** The AuthorizationPolicy from the callers. */
export function addCallers(
  onboarding: Onboarding,
  { isNew }: { isNew: boolean },
): void {
  const { given } = onboarding;
  const { namespace, service, ports, callers = [] } = given;
  addPolicy(onboarding, { isNew });
  const tcpPorts = ports.some(carriesRequests)
    ? undefined
    : ports.map(({ number }) => number);
  callers.forEach(({ methods, paths, ...caller }, index) => {
    const field = `callers[${index}]`;
    requireCaller(onboarding.mesh, caller, field);
    const place = placeOf(onboarding.mesh, namespace, service);
    const asked = {
      ...(methods && { methods }),
      ...(paths && { paths }),
      ...(tcpPorts && { ports: tcpPorts }),
    };
    const operation = asField(
      inner => `${field}.${inner}`,
      () => operationOf(place, asked),
    );
    onboarding.take(allow(place, [caller], [], operation));
  });
  const place = placeOf(onboarding.mesh, namespace, service);
  const isCalled = ownPolicies(place, 'ALLOW').some(
    each => rulesOf(each).length > 0,
  );
  if (!isCalled && !given.ingress) {
    onboarding.note(
      `No callers are named, so nobody may call ${service} by its own policy. Name them later with the change allow-caller.`,
    );
  }
}

/** The service in the scopes that the proxies of its callers have. */
export function addToScopes(onboarding: Onboarding): void {
  const { namespace, service, callers = [] } = onboarding.given;
  callers.forEach((caller, index) => {
    const home = caller.namespace;
    for (const scope of scopesOf(onboarding.mesh, caller)) {
      const called = { namespace, service };
      const host = hostOf(onboarding.mesh, home, called, `callers[${index}]`);
      onboarding.put(reach(scope, [host], home));
    }
  });
}
