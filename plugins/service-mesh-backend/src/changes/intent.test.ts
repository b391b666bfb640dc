import { execFileSync } from 'node:child_process';
import type { ChangeTemplate } from '@ecotrack/mesh-changes';
import fc from 'fast-check';
import { branchOf, intentOf } from './intent';

const template: ChangeTemplate = {
  id: 'traffic-weights',
  version: 1,
  topic: 'traffic',
  title: 'Weights',
  summary: '',
  description: '',
  parameters: {
    type: 'object',
    properties: {
      service: { type: 'string', 'x-picker': 'service' },
      weight: { type: 'integer' },
      callers: {
        type: 'array',
        items: {
          type: 'object',
          properties: { account: { 'x-picker': 'service-account' } },
        },
      },
    },
  },
  plan: () => ({ title: '', wanted: [] }),
};

const isBranchName = (name: string) => {
  try {
    execFileSync('git', ['check-ref-format', '--branch', name]);
    return true;
  } catch {
    return false;
  }
};

describe('intents and branches', () => {
  it('are the same for the same target, whatever the values', () => {
    const of = (parameters: object, environment = 'production') =>
      intentOf(environment, template, { ...parameters });
    expect(of({ service: 'a', weight: 1 })).toBe(
      of({ weight: 2, service: 'a' }),
    );
    expect(of({ service: 'a' })).not.toBe(of({ service: 'b' }));
    expect(of({ service: 'a' })).not.toBe(of({ service: 'a' }, 'staging'));
    expect(of({ callers: [{ account: 'a' }] })).not.toBe(
      of({ callers: [{ account: 'b' }] }),
    );
  });

  it('give names that Git takes, whatever stands in the parts', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'.repeat(300))),
        fc.string(),
        fc.integer({ min: 1, max: 99 }),
        (environment, subject, operation, attempt) => {
          const name = branchOf(
            `e${environment}`,
            subject,
            `o${operation}`,
            '0123456789abcdef',
            attempt,
          );
          expect(name.length).toBeLessThanOrEqual(100);
          expect({ name, fits: isBranchName(name) }).toEqual({
            name,
            fits: true,
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
