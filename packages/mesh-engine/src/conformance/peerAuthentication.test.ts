import { casesOf, isShared } from '../__testUtils__/shared';
import { composePeerPolicies, selectPeerPolicies } from '../mtls/peerPolicies';
import { byAge } from '../resources/byAge';
import { asLabels, at } from '../resources/fields';
import type { KubeObject } from '../resources/types';

interface Input {
  rootNamespace: string;
  namespace?: string;
  port?: number;
  manifests: KubeObject[];
  workload?: { namespace?: string; labels: unknown };
}

interface Case {
  id: string;
  question?: string;
  kind?: string;
  input: Input;
  expect: {
    mode?: string;
    portMode?: string;
    perPort?: Record<string, string>;
    namespaceMtlsMode?: string;
    selected?: { name: string; namespace: string }[];
  };
}

const NAMESPACE_OF_COMPOSE = 'my-ns';

function policiesOf({ manifests }: Input): KubeObject[] {
  return manifests
    .filter(({ kind }) => kind === 'PeerAuthentication')
    .sort(byAge);
}

const describeWithCases = isShared('conformance') ? describe : describe.skip;

describeWithCases('istio-mtls-compose', () => {
  it.each(casesOf<Case>('istio-mtls-compose'))(
    '$id',
    ({ input, expect: expected }) => {
      const policies = policiesOf(input);
      // The manifests are those that apply to the workload: it carries the labels of all selectors.
      const labels = Object.assign(
        {},
        asLabels(input.workload?.labels),
        ...policies.map(({ spec }) => at(spec, 'selector', 'matchLabels')),
      );
      const selected = selectPeerPolicies(
        policies,
        input.rootNamespace,
        NAMESPACE_OF_COMPOSE,
        labels,
      );
      const mode = (port?: number) => composePeerPolicies(selected, port).mode;
      expect(mode()).toBe(expected.mode ?? mode());
      expect(mode(input.port)).toBe(expected.portMode ?? mode(input.port));
      for (const [port, modeOfPort] of Object.entries(expected.perPort ?? {})) {
        expect([port, mode(Number(port))]).toEqual([port, modeOfPort]);
      }
    },
  );
});

describeWithCases('istio-mtls-policy-selection', () => {
  const ofWorkloads = casesOf<Case>('istio-mtls-policy-selection').filter(
    ({ question, kind }) =>
      question !== 'namespace-mtls-mode' && kind !== 'RequestAuthentication',
  );
  const ofNamespaces = casesOf<Case>('istio-mtls-policy-selection').filter(
    ({ question }) => question !== 'policies-for-workload',
  );

  it.each(ofWorkloads)('$id', ({ input, expect: expected }) => {
    const selected: KubeObject[] = Object.values(
      selectPeerPolicies(
        policiesOf(input),
        input.rootNamespace,
        input.workload?.namespace ?? '',
        asLabels(input.workload?.labels),
      ),
    );
    expect(
      selected
        .sort(byAge)
        .map(({ metadata: { name, namespace } }) => ({ name, namespace })),
    ).toEqual(expected.selected);
  });

  it.each(ofNamespaces)('$id', ({ input, expect: expected }) => {
    const { mode } = composePeerPolicies(
      selectPeerPolicies(
        policiesOf(input),
        input.rootNamespace,
        input.namespace ?? '',
        {},
      ),
    );
    expect(mode).toBe(expected.namespaceMtlsMode);
  });
});
