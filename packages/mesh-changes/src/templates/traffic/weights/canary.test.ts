import fc from 'fast-check';
import { exampleContext } from '../../../__testUtils__/exampleContext';
import type { PlanContext } from '../../types';
import {
  ask,
  deployment,
  having,
  refusal,
  shares,
  template,
} from '../__testUtils__/planned';

const PAYMENT = { namespace: 'ecotrack', service: 'payment-service' };
const THREE_VERSIONS = having(
  exampleContext('ecotrack/overlays/production'),
  deployment('ecotrack', 'payment-service', 'v3'),
);

type Step = Readonly<{ id: string; version: string; weight?: number }>;

function live(context: PlanContext, { id, ...parameters }: Step): PlanContext {
  const asked = { ...PAYMENT, ...parameters };
  return refusal(id, asked, context)
    ? context
    : having(context, ...template(id).plan(asked, context).wanted);
}

/** Sum of the weights that the default rule of the payment service says. */
function writtenWeights({ mesh }: PlanContext): unknown {
  const spec = mesh.get({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    namespace: 'ecotrack',
    name: 'payment-service',
  })?.spec as { http: { route: { weight?: number }[] }[] };
  return spec.http[1].route.reduce((sum, { weight = 100 }) => sum + weight, 0);
}

const VERSION = fc.constantFrom('v1', 'v2', 'v3');

const STEP: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    id: fc.constantFrom('canary-start', 'canary-step'),
    version: VERSION,
    weight: fc.integer({ min: 1, max: 99 }),
  }),
  fc.record({
    id: fc.constantFrom('canary-promote', 'canary-abort', 'blue-green-switch'),
    version: VERSION,
  }),
);

describe('any steps of canaries', () => {
  it('leave weights that sum to 100', () => {
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 12 }), steps => {
        const context = steps.reduce(live, THREE_VERSIONS);
        const { destinations } = ask(context, 'ecotrack', 'payment-service');
        expect(writtenWeights(context)).toBe(100);
        expect(
          destinations.reduce((sum, { weight }) => sum + weight, 0),
        ).toBeCloseTo(100);
      }),
      { numRuns: 60 },
    );
  });

  it('are undone by an abort', () => {
    const start = { id: 'canary-abort', version: 'v2' };
    const stable = live(THREE_VERSIONS, start);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 6 }),
        fc.constantFrom('v2', 'v3'),
        (weights, version) => {
          const started = live(stable, {
            id: 'canary-start',
            version,
            weight: 5,
          });
          const stepped = weights.reduce(
            (context, weight) =>
              live(context, { id: 'canary-step', version, weight }),
            started,
          );
          const aborted = live(stepped, { id: 'canary-abort', version });
          expect(shares(ask(aborted, 'ecotrack', 'payment-service'))).toEqual({
            'payment-service-v1': 100,
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
