import { ParameterError } from '../../ParameterError';
import type { ParameterSchema } from '../../types';
import type { LocalitySetting } from '../destinationRules/types';

/** Which pods are asked, by the place of caller and pod. */
export type Locality = Readonly<{
  distribute?: readonly Readonly<{
    from: string;
    to: readonly Readonly<{ locality: string; weight: number }>[];
  }>[];
  failover?: readonly Readonly<{ from: string; to: string }>[];
}>;

const PLACE: ParameterSchema = {
  type: 'string',
  title: 'Place',
  description: 'region, region/zone, or region/* for all of its zones.',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9_.-]+){0,2}(/\\*)?$',
  maxLength: 253,
  examples: ['eu-west/zone-a', 'eu-west/*'],
};

const REGION: ParameterSchema = {
  type: 'string',
  title: 'Region',
  pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]*$',
  maxLength: 253,
  examples: ['eu-west'],
};

/** Parameters of a locality setting. */
export const LOCALITY: ParameterSchema = {
  type: 'object',
  title: 'By place',
  description:
    'Proxies prefer pods in their own zone and region. Say how requests are spread otherwise, or where they go when a region fails. Empty: as it is now.',
  additionalProperties: false,
  properties: {
    distribute: {
      type: 'array',
      title: 'Spread',
      minItems: 1,
      maxItems: 32,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['from', 'to'],
        properties: {
          from: { ...PLACE, title: 'Callers in' },
          to: {
            type: 'array',
            title: 'Ask pods in',
            description: 'The shares sum to 100.',
            minItems: 1,
            maxItems: 32,
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['locality', 'weight'],
              properties: {
                locality: PLACE,
                weight: {
                  type: 'integer',
                  title: 'Share in percent',
                  minimum: 1,
                  maximum: 100,
                },
              },
            },
          },
        },
      },
    },
    failover: {
      type: 'array',
      title: 'When a region fails',
      minItems: 1,
      maxItems: 32,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['from', 'to'],
        properties: {
          from: { ...REGION, title: 'Callers in' },
          to: { ...REGION, title: 'Then ask pods in' },
        },
      },
    },
  },
};

/** @throws ParameterError when the places do not fit each other */
export function localitySetting(
  { distribute, failover }: Locality,
  before: LocalitySetting = {},
): LocalitySetting {
  if ((distribute === undefined) === (failover === undefined)) {
    throw new ParameterError(
      'locality',
      'Say how requests are spread or where they go when a region fails, one of the two.',
    );
  }
  for (const [index, { to }] of (distribute ?? []).entries()) {
    const sum = to.reduce((all, { weight }) => all + weight, 0);
    if (sum !== 100) {
      throw new ParameterError(
        `locality.distribute[${index}].to`,
        `The shares sum to ${sum}. They must sum to 100.`,
      );
    }
    const places = to.map(({ locality }) => locality);
    if (new Set(places).size < places.length) {
      throw new ParameterError(
        `locality.distribute[${index}].to`,
        'A place is named twice. Name each once.',
      );
    }
  }
  const same = (failover ?? []).findIndex(({ from, to }) => from === to);
  if (same >= 0) {
    throw new ParameterError(
      `locality.failover[${same}].to`,
      'A region cannot stand in for itself. Name another one.',
    );
  }
  const { distribute: _, failover: __, ...kept } = before;
  return {
    ...kept,
    ...(before.enabled === false && { enabled: true }),
    ...(distribute && {
      distribute: distribute.map(({ from, to }) => ({
        from,
        to: Object.fromEntries(
          to.map(({ locality, weight }) => [locality, weight]),
        ),
      })),
    }),
    ...(failover && { failover }),
  };
}

/** The parameters of a locality setting; undefined for one that says neither. */
export function localityOf({
  distribute,
  failover,
}: LocalitySetting): Locality | undefined {
  if (distribute) {
    return {
      distribute: distribute.map(({ from, to }) => ({
        from,
        to: Object.entries(to).map(([locality, weight]) => ({
          locality,
          weight,
        })),
      })),
    };
  }
  return failover && { failover };
}
