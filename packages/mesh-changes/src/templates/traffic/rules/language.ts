import type { KubeObject, Mesh, MeshService } from '@ecotrack/mesh-engine';
import { gatewayMatchInWords, httpMatchInWords } from '../routes/matchInWords';
import type {
  GatewayMatch,
  GatewayRule,
  HttpMatch,
  HttpRoute,
  HttpRule,
  VirtualService,
} from '../routes/types';
import { namespaceOf } from '../service/fields';

/** How rules of one kind of object are read and written. */
export interface RuleLanguage<O extends KubeObject, R, M> {
  rulesOf(object: O): readonly R[];
  withRules(object: O, rules: readonly R[]): O;
  matchesOf(rule: R): readonly M[];
  /** The rule with other matches; none for a rule that takes everything. */
  withMatches(rule: R, matches: readonly M[]): R;
  inWords(match: M): string;
  /** Whether the rule sends requests somewhere, and not back. */
  isRoute(rule: R): boolean;
  /** Whether the match tells callers or requests apart by more than their path and method. */
  isPicky(match: M): boolean;
  /** Whether callers in the mesh come to the rule. */
  isForMesh(rule: R): boolean;
  /** Services that the rule sends requests to. */
  servicesOf(mesh: Mesh, object: O, rule: R): (MeshService | undefined)[];
}

const PICKY = [
  'headers',
  'withoutHeaders',
  'queryParams',
  'sourceLabels',
  'sourceNamespace',
] as const;

/** Rules of a VirtualService. */
export const ISTIO: RuleLanguage<VirtualService, HttpRule, HttpMatch> = {
  rulesOf: ({ spec }) => spec.http ?? [],
  withRules: (object, http) => ({ ...object, spec: { ...object.spec, http } }),
  matchesOf: ({ match = [] }) => match,
  withMatches: ({ match: _, name, ...rule }, matches) => ({
    ...(name !== undefined && { name }),
    ...(matches.length > 0 && { match: matches }),
    ...rule,
  }),
  inWords: httpMatchInWords,
  isRoute: ({ route = [] }) => route.length > 0,
  isPicky: match => PICKY.some(field => match[field] !== undefined),
  isForMesh: ({ match = [] }) =>
    match.length === 0 ||
    match.some(
      ({ gateways = [] }) => gateways.length === 0 || gateways.includes('mesh'),
    ),
  servicesOf: (mesh, object, { route = [] }) =>
    route.map(({ destination }) =>
      mesh.serviceByHost(destination.host, namespaceOf(object)),
    ),
};

/** Rules of an HTTPRoute. */
export const GATEWAY_API: RuleLanguage<HttpRoute, GatewayRule, GatewayMatch> = {
  rulesOf: ({ spec }) => spec.rules ?? [],
  withRules: (object, rules) => ({
    ...object,
    spec: { ...object.spec, rules },
  }),
  matchesOf: ({ matches = [] }) => matches,
  withMatches: ({ matches: _, name, ...rule }, matches) => ({
    ...(name !== undefined && { name }),
    ...(matches.length > 0 && { matches }),
    ...rule,
  }),
  inWords: gatewayMatchInWords,
  isRoute: ({ backendRefs = [] }) => backendRefs.length > 0,
  isPicky: ({ headers = [], queryParams = [] }) =>
    headers.length > 0 || queryParams.length > 0,
  isForMesh: () => true,
  servicesOf: (mesh, object, { backendRefs = [] }) =>
    backendRefs.map(({ name, namespace }) =>
      mesh.service(namespace ?? namespaceOf(object), name),
    ),
};
