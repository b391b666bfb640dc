import { requestAuthenticationsFor } from '../../authorize/policiesFor';
import { Mesh } from '../../mesh/Mesh';
import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { byAge } from '../../resources/byAge';
import { asLabels } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Case } from '../types';
import { equal } from '../verdict';

interface Input {
  rootNamespace: string;
  namespace?: string;
  workload?: {
    namespace?: string;
    labels: unknown;
    isWaypoint?: boolean;
    service?: { name: string; namespace: string };
  };
  featureFlags?: { ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY?: boolean };
}

interface Expect {
  namespaceMtlsMode?: string;
  selected?: { name: string; namespace: string }[];
}

const namesOf = (policies: readonly KubeObject[]) =>
  policies.map(({ metadata: { name, namespace } }) => ({ name, namespace }));

function requestAuthentications({
  rootNamespace,
  workload,
  featureFlags,
  manifests = [],
}: Case<Input>['input']): readonly KubeObject[] {
  return requestAuthenticationsFor(Mesh.from(manifests, { rootNamespace }), {
    namespace: workload?.namespace ?? '',
    labels: asLabels(workload?.labels),
    isWaypoint: workload?.isWaypoint,
    services: workload?.service && [{ kind: 'Service', ...workload.service }],
    areGatewaysSelected: featureFlags?.ENABLE_SELECTOR_BASED_K8S_GATEWAY_POLICY,
  });
}

export function decide({ input, expect, question, kind }: Case<Input, Expect>) {
  if (kind === 'RequestAuthentication') {
    return equal(namesOf(requestAuthentications(input)), expect.selected);
  }
  const policies = (input.manifests ?? [])
    .filter(object => object.kind === 'PeerAuthentication')
    .sort(byAge);
  if (question === 'namespace-mtls-mode') {
    const { mode } = composePeerPolicies(
      selectPeerPolicies(
        policies,
        input.rootNamespace,
        input.namespace ?? '',
        {},
      ),
    );
    return equal(mode, expect.namespaceMtlsMode);
  }
  const selected: KubeObject[] = Object.values(
    selectPeerPolicies(
      policies,
      input.rootNamespace,
      input.workload?.namespace ?? '',
      asLabels(input.workload?.labels),
    ),
  );
  return equal(namesOf(selected.sort(byAge)), expect.selected);
}
