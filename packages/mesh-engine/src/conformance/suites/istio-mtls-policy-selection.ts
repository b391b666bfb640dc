import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { byAge } from '../../resources/byAge';
import { asLabels } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';
import type { Case } from '../types';
import { equal, notApplicable } from '../verdict';

interface Input {
  rootNamespace: string;
  namespace?: string;
  workload?: { namespace?: string; labels: unknown };
}

interface Expect {
  namespaceMtlsMode?: string;
  selected?: { name: string; namespace: string }[];
}

export function decide({ input, expect, question, kind }: Case<Input, Expect>) {
  if (kind === 'RequestAuthentication') {
    return notApplicable('RequestAuthentication is not read yet');
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
  return equal(
    selected
      .sort(byAge)
      .map(({ metadata: { name, namespace } }) => ({ name, namespace })),
    expect.selected,
  );
}
