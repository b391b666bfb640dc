import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import {
  describeCaller,
  describeCallers,
  type Caller,
} from '../common/callers';
import { newObject } from '../common/planOf';
import { at } from '../common/values';
import { answersFor } from './letsIn';
import type { Operation } from './operation';
import { allowPolicies, GROUP, ownPolicies, type Place } from './place';
import {
  callerRule,
  callersOfRule,
  lets,
  operationOfRule,
  rulesOf,
  withCaller,
} from './rules';
import { withoutCaller } from './withoutCaller';

type Edit = {
  wanted: KubeObject[];
  removed: ObjectRef[];
  notes: string[];
};

/** DENY policies that refuse callers and ask for nothing else, without the callers that are let in again. */
function liftDenials(place: Place, callers: readonly Caller[]): Edit {
  const { mesh } = place;
  const edit: Edit = { wanted: [], removed: [], notes: [] };
  for (const policy of ownPolicies(place, 'DENY')) {
    const isPlain = rulesOf(policy).every(
      rule => operationOfRule(rule) === undefined && callersOfRule(mesh, rule),
    );
    const lifted = isPlain
      ? callers.reduce(
          (left, caller) => withoutCaller(mesh, left, caller),
          policy,
        )
      : policy;
    if (lifted !== policy && rulesOf(lifted).length === 0) {
      edit.removed.push(refOf(policy));
    } else if (lifted !== policy) {
      edit.wanted.push(lifted);
    }
  }
  return edit;
}

/** @throws ParameterError when callers show no identity there */
function requireIdentity(mesh: Mesh, { service }: Place): void {
  if (
    service.workloads.every(
      workload => mesh.mtls(workload).effective === 'plaintext',
    )
  ) {
    throw new ParameterError(
      'service',
      `Service ${service.name} takes no mTLS, so callers show no identity there and no rule could fit them. Set its mTLS mode to PERMISSIVE or STRICT first.`,
    );
  }
}

function firstPolicy(
  place: Place,
  callers: readonly Caller[],
  keep: readonly Caller[],
  operation: Operation | undefined,
): Edit {
  const { mesh, service, target } = place;
  const { namespace, name } = service;
  const rules = [
    ...(keep.length > 0 ? [callerRule(mesh, keep)] : []),
    callerRule(mesh, callers, operation),
  ];
  const kept = keep.length > 0 ? describeCallers(keep, namespace) : 'nobody';
  return {
    wanted: [
      newObject(
        mesh,
        GROUP,
        'AuthorizationPolicy',
        { namespace, name: `${name}-callers` },
        { ...target, action: 'ALLOW', rules },
      ),
    ],
    removed: [],
    notes: [
      `${name} had no policy that allows callers, so everybody could call it. From now on only callers that a rule names can. Carried over as it was: ${kept}.`,
      `Callers without a proxy of the mesh show no identity; ${name} will refuse them.`,
    ],
  };
}

function addedTo(
  place: Place,
  callers: readonly Caller[],
  operation: Operation | undefined,
): Edit {
  const { mesh, service, target } = place;
  const own = ownPolicies(place, 'ALLOW');
  const missing = callers.filter(
    caller =>
      !own.some(policy =>
        rulesOf(policy).some(rule => lets(mesh, rule, caller, operation)),
      ),
  );
  const notes = callers
    .filter(caller => !missing.includes(caller))
    .map(
      caller =>
        `${describeCaller(caller, service.namespace)} may do this already.`,
    );
  const [policy] = own;
  if (policy) {
    const wanted = missing.reduce(
      (edited, caller) => withCaller(mesh, edited, caller, operation),
      policy,
    );
    return { wanted: [wanted], removed: [], notes };
  }
  const { namespace, name } = service;
  const added = newObject(
    mesh,
    GROUP,
    'AuthorizationPolicy',
    { namespace, name: `${name}-callers` },
    {
      ...target,
      action: 'ALLOW',
      rules: [callerRule(mesh, missing, operation)],
    },
  );
  return { wanted: [added], removed: [], notes };
}

/** Who is refused all the same, and by what. */
function stillRefused(place: Place, callers: readonly Caller[], edit: Edit) {
  const { mesh, service } = place;
  const after = mesh.with({ upserted: edit.wanted, removed: edit.removed });
  const deniers = callers.flatMap(caller =>
    answersFor(after, place, caller).flatMap(({ decision, decidedBy }) => {
      const policy = decidedBy && after.get(decidedBy.policy);
      const isDenied =
        decision === 'deny' && at(policy, 'spec', 'action') === 'DENY';
      return decidedBy && isDenied
        ? [
            `${describeRef(decidedBy.policy)} refuses ${describeCaller(
              caller,
              service.namespace,
            )} all the same: DENY goes before ALLOW.`,
          ]
        : [];
    }),
  );
  return [...new Set(deniers)];
}

/** Lets callers in, by the policy that says so for the service already where there is one. */
export function allow(
  place: Place,
  callers: readonly Caller[],
  keep: readonly Caller[],
  operation: Operation | undefined,
): Edit {
  requireIdentity(place.mesh, place);
  const lifted = liftDenials(place, callers);
  const hasPolicy = allowPolicies(place).length > 0;
  const onlyLift =
    !hasPolicy && lifted.wanted.length + lifted.removed.length > 0;
  const added: Edit = onlyLift
    ? { wanted: [], removed: [], notes: [] }
    : hasPolicy
    ? addedTo(place, callers, operation)
    : firstPolicy(place, callers, keep, operation);
  const edit = {
    wanted: [...lifted.wanted, ...added.wanted],
    removed: lifted.removed,
    notes: added.notes,
  };
  return {
    ...edit,
    notes: [...edit.notes, ...stillRefused(place, callers, edit)],
  };
}
