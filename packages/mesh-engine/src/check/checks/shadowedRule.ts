import { describeRef, refOf } from '../../resources/ref';
import { coveredRules } from '../reading/enforcedRules';
import type { Check } from '../types';

export const shadowedRule: Check = {
  code: 'MESH3109',
  severity: 'info',
  title: 'Rule that another rule makes needless',
  find: mesh =>
    ['ALLOW', 'DENY'].flatMap(action =>
      coveredRules(mesh, action, action).map(({ rule, by }) => ({
        object: refOf(rule.policy.object),
        field: rule.field,
        message: `This rule of ${describeRef(
          refOf(rule.policy.object),
        )} changes nothing: ${describeRef(
          refOf(by.policy.object),
        )} already has a wider ${action} rule.`,
        fix: 'Remove the rule, or make the wider one narrower.',
        because: [
          {
            object: refOf(by.policy.object),
            field: by.field,
            says: `This ${action} rule takes every request that the rule takes.`,
          },
        ],
      })),
    ),
};
