import { fieldPath } from '../resources/fieldPath';
import { refOf } from '../resources/ref';
import type { Because } from '../resources/types';
import type { Attributes } from './attributes';
import type { CompiledPolicy } from './policyRules';
import { anyOf, type Truth } from './truth';
import type { Decision, PolicyRule } from './types';

/** What one set of policies decides, or the first half of an answer. */
export interface Judgement {
  decision: Decision;
  decidedBy?: PolicyRule;
  dependsOn: string[];
  because: Because[];
}

export const ALLOWED: Judgement = {
  decision: 'allow',
  dependsOn: [],
  because: [],
};

/** The rule that fits, or everything that it depends on whether one does. */
interface Fit {
  truth: Truth;
  rule?: PolicyRule;
}

const ruleOf = ({ policy }: CompiledPolicy, position: number): PolicyRule => ({
  policy: refOf(policy),
  rule: position,
  field: fieldPath(['spec', 'rules', position]),
});

function firstFit(
  policies: readonly CompiledPolicy[],
  attributes: Attributes,
): Fit {
  const maybe: Fit[] = [];
  for (const policy of policies) {
    for (const { position, matches } of policy.rules) {
      const truth = matches(attributes);
      if (truth === true) {
        return { truth, rule: ruleOf(policy, position) };
      }
      if (truth !== false) {
        maybe.push({ truth, rule: ruleOf(policy, position) });
      }
    }
  }
  return {
    truth: anyOf(maybe, ({ truth }) => truth),
    rule: maybe[0]?.rule,
  };
}

const inWords = ({ policy, rule }: PolicyRule, action: string) =>
  `Rule ${(rule ?? 0) + 1} of the ${action} policy ${policy.name}`;

function reason(rule: PolicyRule, says: string): Because {
  return { object: rule.policy, field: rule.field, says };
}

function depends(truth: readonly string[], because: Because[]): Judgement {
  return { decision: 'depends', dependsOn: [...truth], because };
}

const noneFits = (policies: readonly CompiledPolicy[]): Because[] =>
  policies.map(({ policy, action }) => ({
    object: refOf(policy),
    field: 'spec.rules',
    says: `No rule of the ${action} policy ${policy.metadata.name} fits.`,
  }));

/** DENY: one rule that fits is enough. */
function judgeDeny(
  policies: readonly CompiledPolicy[],
  attributes: Attributes,
): Judgement {
  const { truth, rule } = firstFit(policies, attributes);
  if (truth === false || !rule) {
    return { ...ALLOWED, because: noneFits(policies) };
  }
  if (truth === true) {
    const because = [reason(rule, `${inWords(rule, 'DENY')} fits.`)];
    return { decision: 'deny', decidedBy: rule, dependsOn: [], because };
  }
  return depends(truth, [
    reason(rule, `${inWords(rule, 'DENY')} fits, or not: it depends.`),
  ]);
}

/** ALLOW: where there is a policy, a rule has to fit. */
function judgeAllow(
  policies: readonly CompiledPolicy[],
  attributes: Attributes,
): Judgement {
  if (policies.length === 0) {
    return ALLOWED;
  }
  const { truth, rule } = firstFit(policies, attributes);
  if (truth === true && rule) {
    const because = [reason(rule, `${inWords(rule, 'ALLOW')} fits.`)];
    return { decision: 'allow', decidedBy: rule, dependsOn: [], because };
  }
  if (typeof truth === 'boolean' || !rule) {
    const because = [
      ...noneFits(policies),
      { says: 'What no ALLOW policy fits is denied where there is one.' },
    ];
    const [{ policy }] = policies;
    return {
      decision: 'deny',
      decidedBy: { policy: refOf(policy), field: 'spec.rules' },
      dependsOn: [],
      because,
    };
  }
  return depends(truth, [
    reason(rule, `${inWords(rule, 'ALLOW')} fits, or not: it depends.`),
  ]);
}

/** What an external authorizer answers: declared, void where it is not asked, or not known. */
export type ProviderAnswer = Decision | 'not asked' | 'missing';

/** CUSTOM: every provider with a rule that fits is asked, and all have to allow. */
function judgeCustom(
  policies: readonly CompiledPolicy[],
  attributes: Attributes,
  answerOf: (provider: string) => ProviderAnswer,
): Judgement {
  const providers = [...new Set(policies.map(({ provider }) => provider))];
  const judgements = providers.map((provider): Judgement => {
    const answer = answerOf(provider);
    const own = policies.filter(policy => policy.provider === provider);
    const { truth, rule } = firstFit(own, attributes);
    if (truth === false || !rule) {
      return { ...ALLOWED, because: noneFits(own) };
    }
    if (answer === 'not asked') {
      const says = `${provider} speaks HTTP, and Istio does not ask it about plain connections.`;
      return { ...ALLOWED, because: [reason(rule, says)] };
    }
    const words = inWords(rule, 'CUSTOM');
    if (answer === 'allow') {
      const says = `${words} may ask ${provider}, which is declared to allow.`;
      return { ...ALLOWED, because: [reason(rule, says)] };
    }
    if (answer !== 'depends' && truth === true) {
      const says =
        answer === 'missing'
          ? `${words} fits, and ${provider} is no provider of the mesh configuration: Istio denies.`
          : `${words} fits, and ${provider} is declared to deny.`;
      const because = [reason(rule, says)];
      return { decision: 'deny', decidedBy: rule, dependsOn: [], because };
    }
    return depends(
      [
        ...(truth === true ? [] : truth),
        ...(answer === 'depends' ? [provider] : []),
      ],
      [
        reason(
          rule,
          `${words} fits or may fit, and then ${provider} is asked.`,
        ),
      ],
    );
  });
  return inTurn(judgements);
}

/** Stages that all have to allow: the first that denies for certain decides, else what is not known. */
export function inTurn(judgements: readonly Judgement[]): Judgement {
  const denial = judgements.find(({ decision }) => decision === 'deny');
  if (denial) {
    return denial;
  }
  const unknown = judgements.filter(({ decision }) => decision === 'depends');
  if (unknown.length > 0) {
    return {
      decision: 'depends',
      dependsOn: [...new Set(unknown.flatMap(({ dependsOn }) => dependsOn))],
      because: unknown.flatMap(({ because }) => because),
    };
  }
  return {
    decision: 'allow',
    decidedBy: judgements.findLast(({ decidedBy }) => decidedBy)?.decidedBy,
    dependsOn: [],
    because: judgements.flatMap(({ because }) => because),
  };
}

/** One of several, and it is not known which: what all say, or it depends. */
export function either(
  judgements: readonly Judgement[],
  dependsOn: string,
  says: string,
): Judgement {
  const [first, ...others] = judgements;
  if (others.every(({ decision }) => decision === first.decision)) {
    return first;
  }
  const all = judgements.flatMap(judgement => judgement.dependsOn);
  return {
    decision: 'depends',
    dependsOn: [...new Set([dependsOn, ...all])],
    because: [{ says }, ...judgements.flatMap(({ because }) => because)],
  };
}

/** CUSTOM, then DENY, then ALLOW. */
export function judge(
  policies: readonly CompiledPolicy[],
  attributes: Attributes,
  answerOf: (provider: string) => ProviderAnswer,
): Judgement {
  const of = (action: string) =>
    policies.filter(policy => policy.action === action);
  return inTurn([
    judgeCustom(of('CUSTOM'), attributes, answerOf),
    judgeDeny(of('DENY'), attributes),
    judgeAllow(of('ALLOW'), attributes),
  ]);
}

/** Rules of AUDIT policies that fit for certain. */
export function auditedBy(
  policies: readonly CompiledPolicy[],
  attributes: Attributes,
): PolicyRule[] {
  return policies
    .filter(({ action, isDryRun }) => action === 'AUDIT' && !isDryRun)
    .flatMap(policy =>
      policy.rules
        .filter(({ matches }) => matches(attributes) === true)
        .map(({ position }) => ruleOf(policy, position)),
    );
}
