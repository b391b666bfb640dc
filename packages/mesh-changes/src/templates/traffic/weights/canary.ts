import { ParameterError } from '../../ParameterError';
import type { NamedShare } from './editWeights';
import { scaled, type Share } from './shares';

/** Where a canary may stand in a rule. */
interface Place {
  version: string;
  /** Its share now; undefined when the rule does not send to it. */
  weight: number | undefined;
  others: readonly Share[];
}

const placeOf = (now: readonly Share[], version: string): Place => ({
  version,
  weight: now.find(share => share.version === version)?.weight,
  others: now.filter(share => share.version !== version),
});

/** The others by name: a destination that stands for all versions becomes the one that is not the canary. */
function namedOthers(
  { version, others }: Place,
  versions: readonly string[],
): NamedShare[] {
  return others.map(share => {
    const rest = versions.filter(name => name !== version);
    const name = share.version ?? (rest.length === 1 ? rest[0] : undefined);
    if (name === undefined) {
      throw new ParameterError(
        'version',
        rest.length > 1
          ? `Requests go to all versions now (${versions.join(
              ', ',
            )}), so it is not clear which one stays. Set the weights of each with traffic-weights.`
          : `There is no other version than ${version} to share requests with.`,
      );
    }
    return { version: name, weight: share.weight };
  });
}

/** Gives a version its share; the others keep their proportions in the rest. */
function withShare(
  place: Place,
  weight: number,
  versions: readonly string[],
): NamedShare[] {
  const others = namedOthers(place, versions);
  const rest = 100 - weight;
  const isOne = others.length === 1;
  if (rest > 0 && !isOne && others.every(share => share.weight === 0)) {
    throw new ParameterError(
      'version',
      others.length === 0
        ? `All requests go to ${place.version}, and no other version is there to take the rest.`
        : `All requests go to ${place.version}. Say with traffic-weights which version takes the rest.`,
    );
  }
  const weights = isOne
    ? [rest]
    : scaled(
        others.map(share => share.weight),
        rest,
      );
  return [
    ...others.map(({ version }, index) => ({
      version,
      weight: weights[index],
    })),
    { version: place.version, weight },
  ];
}

/** Starts a canary: a version that took no requests gets a share. */
export function startCanary(
  now: readonly Share[],
  version: string,
  weight: number,
  versions: readonly string[],
): NamedShare[] {
  const place = placeOf(now, version);
  if (place.weight && place.weight !== weight) {
    throw new ParameterError(
      'version',
      `${version} takes ${place.weight} % of the requests already. Use canary-step to change it.`,
    );
  }
  return withShare(place, weight, versions);
}

/** Gives a running canary another share; undefined for a rule that sends it no requests. */
export function stepCanary(
  now: readonly Share[],
  version: string,
  weight: number,
  versions: readonly string[],
): NamedShare[] | undefined {
  const place = placeOf(now, version);
  return place.weight ? withShare(place, weight, versions) : undefined;
}

/** Takes all requests away from a canary, and its destination; undefined for a rule that does not name it. */
export function abortCanary(
  now: readonly Share[],
  version: string,
  versions: readonly string[],
): NamedShare[] | undefined {
  const place = placeOf(now, version);
  return place.weight === undefined
    ? undefined
    : withShare(place, 0, versions).filter(share => share.version !== version);
}
