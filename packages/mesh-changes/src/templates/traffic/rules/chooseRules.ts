import {
  describeRef,
  refOf,
  type KubeObject,
  type Mesh,
  type MeshService,
} from '@ecotrack/mesh-engine';
import { ParameterError } from '../../ParameterError';
import type { RuleLanguage } from './language';

/** An object with rules, and the positions of those that are meant. */
export interface ChosenRules<O> {
  object: O;
  chosen: readonly number[];
  /** Other rules that route to the service, in words. */
  left: readonly string[];
}

interface Place<O, R> {
  object: O;
  index: number;
  rule: R;
}

function serves(
  service: MeshService,
  targets: readonly (MeshService | undefined)[],
): boolean {
  return targets.some(
    target =>
      target === service ||
      target?.workloads.some(workload => service.workloads.includes(workload)),
  );
}

/**
 * The rules of a change, of the objects that take the requests to a service one after the other.
 * @param route - name or position of the one that is meant; absent for all that take requests whoever sends them
 * @throws ParameterError when there is none
 */
export function chooseRules<
  O extends KubeObject,
  R extends { name?: string },
  M,
>(
  language: RuleLanguage<O, R, M>,
  mesh: Mesh,
  service: MeshService,
  objects: readonly O[],
  route: string | undefined,
): ChosenRules<O>[] {
  const places: Place<O, R>[] = objects.flatMap(object =>
    language
      .rulesOf(object)
      .map((rule, index) => ({ object, index, rule }))
      .filter(
        ({ rule }) =>
          language.isForMesh(rule) && !('delegate' in rule && rule.delegate),
      ),
  );
  const inWords = ({ rule }: Place<O, R>, position: number) => {
    const matches = language.matchesOf(rule).map(language.inWords);
    const words = matches.length > 0 ? matches.join(' or ') : 'all requests';
    return `${position}${rule.name ? ` ${rule.name}` : ''} (${words})`;
  };
  const isServing = ({ object, rule }: Place<O, R>) =>
    language.isRoute(rule) &&
    serves(service, language.servicesOf(mesh, object, rule));
  const isDefault = ({ rule }: Place<O, R>) => {
    const matches = language.matchesOf(rule);
    return matches.length === 0 || !matches.every(language.isPicky);
  };
  const named = places.find(({ rule }) => rule.name === route);
  const one =
    named ?? (route && /^\d+$/.test(route) ? places[Number(route)] : undefined);
  const chosen =
    route === undefined
      ? places.filter(place => isServing(place) && isDefault(place))
      : one && language.isRoute(one.rule)
      ? [one]
      : [];
  if (chosen.length === 0) {
    const names = objects.map(object => describeRef(refOf(object))).join(', ');
    const routes = places
      .map(inWords)
      .filter((_, i) => language.isRoute(places[i].rule));
    throw new ParameterError(
      'route',
      `${
        route === undefined
          ? `No rule of ${names} sends all requests to ${service.name}.`
          : `${names} has no rule ${route} that sends requests on.`
      } ${
        routes.length > 0 ? `Name one: ${routes.join(', ')}.` : 'It has none.'
      }`,
    );
  }
  return objects.map(object => ({
    object,
    chosen: chosen
      .filter(place => place.object === object)
      .map(({ index }) => index),
    left: places.flatMap((place, position) =>
      place.object === object && isServing(place) && !chosen.includes(place)
        ? [inWords(place, position)]
        : [],
    ),
  }));
}
