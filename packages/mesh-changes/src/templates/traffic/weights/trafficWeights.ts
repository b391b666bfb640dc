import { ParameterError } from '../../ParameterError';
import type { ChangeTemplate } from '../../types';
import { routeParameters, type RouteTarget } from '../parameters/target';
import { VERSION, WEIGHT } from '../parameters/values';
import { describeWeights } from './describeWeights';
import { editWeights, type NamedShare } from './editWeights';

type Parameters = RouteTarget &
  Readonly<{ weights: readonly Readonly<NamedShare>[] }>;

const fieldOf =
  ({ weights }: Parameters) =>
  (version: string) =>
    `weights[${weights.findIndex(share => share.version === version)}].version`;

function inWords(weights: Parameters['weights']): string {
  const words = weights
    .filter(({ weight }) => weight > 0)
    .map(({ version, weight }) => `${weight} % to ${version}`);
  return words.length > 1
    ? `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
    : words.join('');
}

/** How requests are split between versions. */
export const trafficWeights: ChangeTemplate<Parameters> = {
  id: 'traffic-weights',
  version: 1,
  topic: 'traffic',
  title: 'Split requests between versions',
  summary: 'Say which version of a service takes how many of the requests.',
  description: `Several versions of a service can run at once. This change says how many of a hundred requests each of them
takes. Versions that are not in the list take none.

Use it to try a new version on a few requests (a *canary*), to give it more, to give it all of them, or to take them
away again.

Rules that send some requests by their headers stay as they are. Where a version has no subset yet, one is added with
the label that its pods carry.

**To go back**, set the former weights, or revert the pull request.`,
  parameters: routeParameters(
    {
      weights: {
        type: 'array',
        title: 'Weights',
        description: 'Each version and its share. The shares sum to 100.',
        minItems: 1,
        maxItems: 16,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['version', 'weight'],
          properties: { version: VERSION, weight: WEIGHT },
        },
      },
    },
    ['weights'],
  ),
  current: (given, context) =>
    describeWeights<Parameters>(given, context, weights => ({ weights })),
  plan: (parameters, context) => {
    const { service, weights } = parameters;
    const sum = weights.reduce((all, { weight }) => all + weight, 0);
    if (sum !== 100) {
      throw new ParameterError(
        'weights',
        `The weights sum to ${sum}. They must sum to 100.`,
      );
    }
    return {
      title: `Send ${inWords(weights)} of ${service}`,
      ...editWeights(parameters, context, {
        fieldOf: fieldOf(parameters),
        wanted: (_, canonical) => {
          const named = weights.map(({ version, weight }) => ({
            version: canonical(version),
            weight,
          }));
          const twice = named.findIndex(
            ({ version }, index) =>
              named.findIndex(other => other.version === version) !== index,
          );
          if (twice >= 0) {
            throw new ParameterError(
              `weights[${twice}].version`,
              `${weights[twice].version} is in the list already. Name each version once.`,
            );
          }
          return named;
        },
      }),
    };
  },
};
