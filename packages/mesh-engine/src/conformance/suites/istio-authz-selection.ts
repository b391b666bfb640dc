import { attaches, type PolicyTarget } from '../../authorize/attaches';
import { authorizationPoliciesFor } from '../../authorize/policiesFor';
import { Mesh } from '../../mesh/Mesh';
import { asLabels, asText, at } from '../../resources/fields';
import type { Case } from '../types';
import { equal } from '../verdict';

interface Input {
  rootNamespace?: string;
  workload: {
    namespace: string;
    labels: unknown;
    isWaypoint: boolean;
    rootNamespace?: string;
    services?: { name: string; namespace: string; registry?: string }[];
  };
  policy?: { metadata: { name: string; namespace: string }; spec: unknown };
  featureFlags?: { ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY?: boolean };
}

interface Expect {
  attached?: boolean;
  selected?: Record<string, { name: string; namespace: string }[]>;
}

function targetOf({ workload, featureFlags }: Input): PolicyTarget {
  return {
    namespace: workload.namespace,
    labels: asLabels(workload.labels),
    isWaypoint: workload.isWaypoint,
    services: workload.services?.map(({ name, namespace, registry }) => ({
      kind: registry === 'Kubernetes' ? 'Service' : 'ServiceEntry',
      name,
      namespace,
    })),
    areGatewaysSelected: featureFlags?.ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY,
  };
}

export function decide({ input, expect }: Case<Input, Expect>) {
  const target = targetOf(input);
  if (input.policy) {
    const policy = {
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      ...input.policy,
    };
    return equal(
      attaches(policy, target, input.workload.rootNamespace ?? ''),
      expect.attached,
    );
  }
  const { rootNamespace } = input;
  const policies = authorizationPoliciesFor(
    Mesh.from(input.manifests ?? [], { rootNamespace }),
    target,
  );
  const selected = Object.fromEntries(
    ['deny', 'allow', 'audit', 'custom'].map(action => [
      action,
      policies
        .filter(
          ({ spec }) =>
            (asText(at(spec, 'action')) ?? 'ALLOW').toLowerCase() === action,
        )
        .map(({ metadata: { name, namespace } }) => ({ name, namespace })),
    ]),
  );
  return equal(selected, expect.selected);
}
