import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
} from '@ecotrack/mesh-engine';
import { isSame } from '../../../values/values';
import { ParameterError } from '../../ParameterError';
import type { PlanContext } from '../../types';
import { rolloutOf } from '../controllers/rollouts';
import { changeRules, type RuleChange } from '../rules/changeRules';
import type { ChosenRules } from '../rules/chooseRules';
import { GATEWAY_API, ISTIO, type RuleLanguage } from '../rules/language';
import type { Narrowing } from '../rules/narrowing';
import type { ServiceRoutes } from './findRoutes';
import type {
  GatewayMatch,
  GatewayRule,
  HttpMatch,
  HttpRoute,
  HttpRule,
  VirtualService,
} from './types';
import { gatewayRoutesTo } from './virtualServicesOf';

/** What a change makes of the rules that route to a service. */
interface RouteEdit {
  istio(rule: HttpRule, from: VirtualService): HttpRule | undefined;
  /** What the Gateway API cannot do is a sentence. */
  gatewayApi:
    | ((rule: GatewayRule, from: HttpRoute) => GatewayRule | undefined)
    | string;
  /** The requests that are meant, where it is not all of them. */
  narrowing?: Narrowing;
  /** Whether it only takes away. */
  remove?: boolean;
  /** Whether it decides how requests are split between versions. */
  splits?: boolean;
}

/** Objects and notes of a plan. */
export interface EditedObjects {
  wanted: KubeObject[];
  notes: string[];
}

/** @throws ParameterError for what belongs to a Rollout */
function refuseRollout(
  mesh: Mesh,
  object: KubeObject,
  names: readonly (string | undefined)[],
  { splits, narrowing, remove }: RouteEdit,
): void {
  const rollout = rolloutOf(mesh, object);
  if (!rollout) {
    return;
  }
  const managed = names.find(
    name => name !== undefined && rollout.managed.includes(name),
  );
  const name = describeRef(refOf(object));
  const reason =
    managed !== undefined
      ? `adds and removes rule ${managed} of ${name}`
      : splits
      ? `sets the weights of ${name}`
      : narrowing && !remove
      ? `sets the weights of ${name}, and a rule beside its own would keep those of today`
      : undefined;
  if (reason) {
    throw new ParameterError(
      'service',
      `${rollout.name} ${reason}. Change the Rollout instead.`,
    );
  }
}

function editParts<
  O extends KubeObject,
  R extends { name?: string },
  M extends object,
>(
  language: RuleLanguage<O, R, M>,
  parts: readonly ChosenRules<O>[],
  { mesh }: PlanContext,
  edit: RouteEdit,
  changeFor: (object: O) => RuleChange<R, M>,
): O[] {
  return parts.flatMap(({ object, chosen }) => {
    const rules = language.rulesOf(object);
    refuseRollout(
      mesh,
      object,
      chosen.map(index => rules[index].name),
      edit,
    );
    const changed = changeRules(language, rules, chosen, changeFor(object));
    const isNeeded = mesh.get(refOf(object)) || !isSame(changed, rules);
    return isNeeded ? [language.withRules(object, changed)] : [];
  });
}

function notesOf(
  { service, parts }: ServiceRoutes,
  { mesh, declared }: PlanContext,
): string[] {
  const ofGateways = gatewayRoutesTo(mesh, service);
  return [
    ...parts.flatMap(({ object, left }) => {
      const ref = refOf(object);
      const name = describeRef(ref);
      return [
        ...(left.length > 0
          ? [`Other rules of ${name} stay as they are: ${left.join(', ')}.`]
          : []),
        ...(mesh.get(ref) && !declared.get(ref)
          ? [
              `${name} is in the cluster but not in the repository, which declares it from now on.`,
            ]
          : []),
      ];
    }),
    ...ofGateways.map(
      object =>
        `Requests through a gateway follow ${describeRef(
          refOf(object),
        )}, which stays as it is.`,
    ),
  ];
}

/**
 * The objects that route to a service, with their rules as an edit makes them.
 * @throws ParameterError when the objects cannot have it, or it belongs to a controller
 */
export function editRoutes(
  routes: ServiceRoutes,
  context: PlanContext,
  edit: RouteEdit,
): EditedObjects {
  const { narrowing, remove, gatewayApi } = edit;
  const notes = notesOf(routes, context);
  if (routes.language === 'istio') {
    const changeFor = (
      from: VirtualService,
    ): RuleChange<HttpRule, HttpMatch> => ({
      change: rule => edit.istio(rule, from),
      narrow: narrowing && (matches => narrowing.istio(matches)),
      remove,
    });
    return {
      wanted: editParts(ISTIO, routes.parts, context, edit, changeFor),
      notes,
    };
  }
  if (typeof gatewayApi === 'string') {
    throw new ParameterError(
      'service',
      `${describeRef(refOf(routes.parts[0].object))} routes ${
        routes.service.name
      }. ${gatewayApi}`,
    );
  }
  const changeFor = (
    from: HttpRoute,
  ): RuleChange<GatewayRule, GatewayMatch> => ({
    change: rule => gatewayApi(rule, from),
    narrow: narrowing && (matches => narrowing.gatewayApi(matches)),
    remove,
  });
  return {
    wanted: editParts(GATEWAY_API, routes.parts, context, edit, changeFor),
    notes,
  };
}
