import { describeRef, refOf } from '../../resources/ref';
import { coveredRules } from '../reading/enforcedRules';
import type { Check } from '../types';

export const unreachableAllow: Check = {
  code: 'MESH3108',
  severity: 'warning',
  title: 'Rule that can never allow anything',
  find: mesh =>
    coveredRules(mesh, 'ALLOW', 'DENY').map(({ rule, by }) => ({
      object: refOf(rule.policy.object),
      field: rule.field,
      message: `Whatever this rule of ${describeRef(
        refOf(rule.policy.object),
      )} allows, ${describeRef(
        refOf(by.policy.object),
      )} denies; DENY is asked first, so the rule never allows anything.`,
      fix: 'Remove the rule, or make the DENY rule narrower.',
      because: [
        {
          object: refOf(by.policy.object),
          field: by.field,
          says: 'This DENY rule takes every request that the rule takes.',
        },
      ],
    })),
};
