import {
  composePeerPolicies,
  selectPeerPolicies,
} from '../../mtls/peerPolicies';
import { byAge } from '../../resources/byAge';
import { asLabels, at } from '../../resources/fields';
import type { Case } from '../types';
import { all, equal } from '../verdict';

interface Input {
  rootNamespace: string;
  port?: number;
  workload?: { labels: unknown };
}

interface Expect {
  mode?: string;
  portMode?: string;
  perPort?: Record<string, string>;
}

const NAMESPACE = 'my-ns';

export function decide({ input, expect }: Case<Input, Expect>) {
  const policies = (input.manifests ?? [])
    .filter(({ kind }) => kind === 'PeerAuthentication')
    .sort(byAge);
  // The manifests are those that apply to the workload: it carries the labels of all selectors.
  const labels = Object.assign(
    {},
    asLabels(input.workload?.labels),
    ...policies.map(({ spec }) => at(spec, 'selector', 'matchLabels')),
  );
  const selected = selectPeerPolicies(
    policies,
    input.rootNamespace,
    NAMESPACE,
    labels,
  );
  const mode = (port?: number) => composePeerPolicies(selected, port).mode;
  return all([
    equal(mode(), expect.mode ?? mode()),
    equal(mode(input.port), expect.portMode ?? mode(input.port)),
    ...Object.entries(expect.perPort ?? {}).map(([port, expected]) =>
      equal([port, mode(Number(port))], [port, expected]),
    ),
  ]);
}
