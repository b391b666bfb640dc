import { asList, asNumber, asRecord, at } from '../resources/fields';
import type { EffectiveRule, RuleField } from './effectiveRule';

const COMPONENTS = [
  'connectionPool',
  'loadBalancer',
  'outlierDetection',
  'tls',
] as const;

/** The settings of a traffic policy that ports and subsets replace, each with the place that it comes from. */
export type PolicyComponents = Partial<
  Record<(typeof COMPONENTS)[number], RuleField>
>;

/** Lays a policy over another: its own settings win, and those of the port replace all of them, even by nothing. */
function layer(
  below: PolicyComponents,
  policy: RuleField,
  port: number | undefined,
): PolicyComponents {
  const ports = asList(policy.value.portLevelSettings).map(asRecord);
  const index = ports.findIndex(
    settings =>
      port !== undefined && asNumber(at(settings, 'port', 'number')) === port,
  );
  const merged: PolicyComponents = {};
  for (const name of COMPONENTS) {
    const [value, field] =
      index < 0
        ? [policy.value[name], `${policy.field}.${name}`]
        : [
            ports[index][name],
            `${policy.field}.portLevelSettings[${index}].${name}`,
          ];
    if (value !== undefined && value !== null) {
      merged[name] = { value: asRecord(value), object: policy.object, field };
    } else if (index < 0) {
      merged[name] = below[name];
    }
  }
  return merged;
}

/** The settings for calls to a port of a service, or of a subset of it. */
export function trafficPolicyFor(
  rule: EffectiveRule | undefined,
  port?: number,
  subset?: string,
): PolicyComponents {
  const top = rule?.trafficPolicy ? layer({}, rule.trafficPolicy, port) : {};
  const named =
    subset === undefined
      ? undefined
      : rule?.subsets.find(({ name }) => name === subset);
  const policy = named?.value.trafficPolicy;
  return named && policy
    ? layer(
        top,
        {
          value: asRecord(policy),
          object: named.object,
          field: `${named.field}.trafficPolicy`,
        },
        port,
      )
    : top;
}
