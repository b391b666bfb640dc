import type {
  ObservedEncryption,
  TopologyEdge,
} from '@ecotrack/backstage-plugin-service-mesh-common';

/** The sum of what is known; null when nothing is. */
export function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter(value => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value);
}

/** The mean of values, each with its weight; null when no value has both. */
export function weightedMean(
  pairs: readonly (readonly [value: number | null, weight: number | null])[],
): number | null {
  let total = 0;
  let weights = 0;
  for (const [value, weight] of pairs) {
    if (value !== null && weight !== null) {
      total += value * weight;
      weights += weight;
    }
  }
  return weights > 0 ? total / weights : null;
}

function encryptionOf(edges: readonly TopologyEdge[]): ObservedEncryption {
  const all = edges.map(({ encryption }) => encryption);
  const [first] = all;
  if (
    all.every(
      ({ state, mtlsShare }) =>
        state === first.state && mtlsShare === first.mtlsShare,
    )
  ) {
    return first;
  }
  const unknown = all.filter(({ state }) => state === 'unknown').length;
  if (unknown > 0) {
    return {
      state: all.some(({ state }) => state === 'plaintext' || state === 'mixed')
        ? 'mixed'
        : 'unknown',
      mtlsShare: null,
      reason: `not known for ${unknown} of ${edges.length} calls`,
    };
  }
  const state = all.every(one => one.state === first.state)
    ? first.state
    : 'mixed';
  const isWeighable = edges.every(({ requestRate }) => requestRate !== null);
  return {
    state,
    mtlsShare: isWeighable
      ? weightedMean(
          edges.map(({ encryption, requestRate }) => [
            encryption.mtlsShare,
            requestRate,
          ]),
        )
      : null,
    reason: isWeighable
      ? undefined
      : 'calls with and without a request rate cannot be weighed together',
  };
}

function errorsOf(edges: readonly TopologyEdge[]): TopologyEdge['errors'] {
  const found = new Map<string, NonNullable<TopologyEdge['errors']>[number]>();
  for (const error of edges.flatMap(({ errors }) => errors ?? [])) {
    const key = `${error.code} ${error.flags}`;
    const rate = error.rate + (found.get(key)?.rate ?? 0);
    found.set(key, { ...error, rate });
  }
  return [...found.values()].sort((a, b) => b.rate - a.rate);
}

/**
 * Adds calls between the same two ends up to one.
 * @param edges - at least one; all with the id and the ends of the first
 */
export function mergeEdges(edges: readonly TopologyEdge[]): TopologyEdge {
  const [first] = edges;
  return {
    ...first,
    protocol:
      (['grpc', 'http', 'tcp'] as const).find(name =>
        edges.some(({ protocol }) => protocol === name),
      ) ?? 'unknown',
    requestRate: sumKnown(edges.map(({ requestRate }) => requestRate)),
    errorShare: weightedMean(
      edges.map(({ errorShare, requestRate }) => [errorShare, requestRate]),
    ),
    meanLatency: weightedMean(
      edges.map(({ meanLatency, requestRate }) => [meanLatency, requestRate]),
    ),
    byteRate: sumKnown(edges.map(({ byteRate }) => byteRate)),
    errors: errorsOf(edges),
    encryption: encryptionOf(edges),
  };
}
