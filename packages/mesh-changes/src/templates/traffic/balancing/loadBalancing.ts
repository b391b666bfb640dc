import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import type { LoadBalancer } from '../destinationRules/types';
import { serviceParameters, type ServiceTarget } from '../parameters/target';
import { DURATION_OR_NONE, HEADER_NAME } from '../parameters/values';
import { talksHttp } from '../service/findService';
import { describePolicy, editPolicy } from './editPolicy';
import {
  LOCALITY,
  localityOf,
  localitySetting,
  type Locality,
} from './locality';

type Hash = Readonly<{
  by: 'header' | 'cookie' | 'source-ip' | 'query';
  name?: string;
  ttl?: string;
}>;

type Balancing = ServiceTarget &
  Readonly<{ algorithm?: string; hash?: Hash; locality?: Locality }>;

const BY_HASH = 'CONSISTENT_HASH';

const IN_WORDS: Readonly<Record<string, string>> = {
  ROUND_ROBIN: 'in turn',
  LEAST_REQUEST: 'by fewest open requests',
  RANDOM: 'at random',
  [BY_HASH]: 'to the same pod for the same caller',
};

/** @throws ParameterError when the hash has no name, or one too many */
function consistentHash(
  hash: Hash | undefined,
): NonNullable<LoadBalancer['consistentHash']> {
  if (!hash) {
    throw new ParameterError('hash', 'Say by what callers are told apart.');
  }
  const { by, name, ttl } = hash;
  if (by === 'source-ip') {
    return { useSourceIp: true };
  }
  if (name === undefined) {
    throw new ParameterError('hash.name', `Name the ${by}.`);
  }
  if (by === 'cookie') {
    return { httpCookie: { name, ttl: ttl ?? '0s' } };
  }
  return by === 'header'
    ? { httpHeaderName: name }
    : { httpQueryParameterName: name };
}

function hashOf({ consistentHash: now = {} }: LoadBalancer): Hash | undefined {
  const { httpHeaderName, httpCookie, useSourceIp, httpQueryParameterName } =
    now;
  if (httpHeaderName !== undefined) {
    return { by: 'header', name: httpHeaderName };
  }
  if (httpQueryParameterName !== undefined) {
    return { by: 'query', name: httpQueryParameterName };
  }
  if (httpCookie) {
    const { name, ttl } = httpCookie;
    return { by: 'cookie', name, ...(ttl !== undefined && { ttl }) };
  }
  return useSourceIp ? { by: 'source-ip' } : undefined;
}

const HASH_KEYS = [
  'httpHeaderName',
  'httpCookie',
  'useSourceIp',
  'httpQueryParameterName',
];

function balanced(
  { simple, consistentHash: before, ...kept }: LoadBalancer,
  { algorithm, hash }: Balancing,
): LoadBalancer {
  if (algorithm === undefined) {
    return {
      ...(simple !== undefined && { simple }),
      ...(before && { consistentHash: before }),
      ...kept,
    };
  }
  if (algorithm !== BY_HASH) {
    return { simple: algorithm, ...kept };
  }
  const ring = Object.fromEntries(
    Object.entries(before ?? {}).filter(([key]) => !HASH_KEYS.includes(key)),
  );
  const wanted = consistentHash(hash);
  const cookie = wanted.httpCookie;
  const isKept = cookie && cookie.name === before?.httpCookie?.name;
  return {
    consistentHash: {
      ...wanted,
      ...(isKept && { httpCookie: { ...before?.httpCookie, ...cookie } }),
      ...ring,
    },
    ...kept,
  };
}

/** LEAST_CONN is the older name. */
const todaysName = (simple: string | undefined) =>
  simple === 'LEAST_CONN' ? 'LEAST_REQUEST' : simple;

/** Which pod takes the next request. */
export const loadBalancing: ChangeTemplate<Balancing> = {
  id: 'load-balancing',
  version: 1,
  topic: 'traffic',
  title: 'Choose the load balancing',
  summary: 'Say how the proxies of callers choose among the pods of a service.',
  description: `The proxy of each caller chooses the pod for each request.

- **LEAST_REQUEST** asks the pod with fewer open requests of two. It is Istio's own choice, and good for almost all.
- **ROUND_ROBIN** asks one pod after the other.
- **RANDOM** asks any.
- **CONSISTENT_HASH** asks the same pod for the same caller, told by a header, a cookie, a query parameter or the
  address, as long as the pods stay the same. Use it for caches in memory; never rely on it for sessions.

By *place*, requests stay in the zone and region of the caller where they can. They can be spread by shares, or go to
a certain region when their own fails. Going elsewhere on failure needs outlier detection, which tells what failed.

**To go back**, choose the former one, or revert the pull request.`,
  parameters: serviceParameters({
    algorithm: {
      type: 'string',
      title: 'How pods are chosen',
      description: 'Empty: as it is now.',
      enum: Object.keys(IN_WORDS),
    },
    hash: {
      type: 'object',
      title: 'Callers told apart by',
      description: 'For CONSISTENT_HASH alone.',
      additionalProperties: false,
      required: ['by'],
      properties: {
        by: {
          type: 'string',
          title: 'By',
          enum: ['header', 'cookie', 'source-ip', 'query'],
        },
        name: {
          ...HEADER_NAME,
          title: 'Name',
          description: 'Of the header, cookie or query parameter.',
        },
        ttl: {
          ...DURATION_OR_NONE,
          title: 'Lifetime of the cookie',
          description:
            'The proxy gives callers without the cookie one. 0s: until the browser is closed.',
        },
      },
    },
    locality: LOCALITY,
  }),
  current: (given, context) =>
    describePolicy<Balancing>(given, context, ({ loadBalancer: now }) => {
      if (!now) {
        return undefined;
      }
      const hash = hashOf(now);
      const algorithm = hash ? BY_HASH : todaysName(now.simple);
      const locality = localityOf(now.localityLbSetting ?? {});
      return {
        ...(algorithm !== undefined && { algorithm }),
        ...(hash && { hash }),
        ...(locality && { locality }),
      };
    }),
  plan: (parameters, context) => {
    const { service: name, algorithm, hash, locality } = parameters;
    if (algorithm === undefined && locality === undefined) {
      throw new ParameterError(
        'algorithm',
        'Choose how pods are chosen, or say something by place.',
      );
    }
    if (hash && algorithm !== BY_HASH) {
      throw new ParameterError(
        'hash',
        `Callers are told apart only with ${BY_HASH}. Choose it, or leave this empty.`,
      );
    }
    const notes: string[] = [];
    const edited = editPolicy(
      parameters,
      context,
      'loadBalancer',
      ({ loadBalancer: before = {}, ...policy }, service) => {
        if (hash && hash.by !== 'source-ip' && !talksHttp(service)) {
          throw new ParameterError(
            'hash.by',
            `${name} talks no HTTP, so callers are told apart by source-ip alone.`,
          );
        }
        if (locality?.failover && !policy.outlierDetection) {
          notes.push(
            `${name} has no outlier detection, so no region is known to have failed. Set it with the template outlier-detection.`,
          );
        }
        const isSame =
          algorithm !== BY_HASH && algorithm === todaysName(before.simple);
        const after = isSame ? before : balanced(before, parameters);
        const places =
          locality && localitySetting(locality, before.localityLbSetting);
        return {
          ...policy,
          loadBalancer: places
            ? { ...after, localityLbSetting: places }
            : after,
        };
      },
    );
    return {
      title:
        algorithm === undefined
          ? `Choose pods of ${name} by place`
          : `Choose pods of ${name} ${IN_WORDS[algorithm]}`,
      wanted: edited.wanted,
      notes: [...edited.notes, ...notes],
    };
  },
};
