import { asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import { selects } from '../mesh/selectors';
import type { PeerMode } from './types';

const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE'];

function modeAt(policy: KubeObject, ...path: string[]): PeerMode | undefined {
  const mode = asText(at(policy, 'spec', ...path, 'mode'));
  return mode && MODES.includes(mode) ? (mode as PeerMode) : undefined;
}

/** The mode that a policy sets for its level; undefined when it leaves it to the level above. */
export function peerModeOf(policy: KubeObject): PeerMode | undefined {
  return modeAt(policy, 'mtls');
}

/** The one policy of each level that counts for a workload: mesh, namespace, workload. */
export interface PeerPolicies {
  mesh?: KubeObject;
  namespace?: KubeObject;
  workload?: KubeObject;
}

/**
 * Selects as Istio does: a policy of the root namespace without a selector is for the mesh, with one it is ignored;
 * of several at one level the oldest counts.
 * @param policies - all PeerAuthentications, oldest first
 */
export function selectPeerPolicies(
  policies: readonly KubeObject[],
  rootNamespace: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): PeerPolicies {
  const selected: PeerPolicies = {};
  for (const policy of policies) {
    const selector = asRecord(at(policy, 'spec', 'selector', 'matchLabels'));
    const hasSelector = Object.keys(selector).length > 0;
    const isRoot = policy.metadata.namespace === rootNamespace;
    if (isRoot && !hasSelector) {
      selected.mesh ??= policy;
    } else if (!isRoot && policy.metadata.namespace === namespace) {
      if (!hasSelector) {
        selected.namespace ??= policy;
      } else if (selects(selector, labels)) {
        selected.workload ??= policy;
      }
    }
  }
  return selected;
}

/** Composes the levels: UNSET inherits, ports stand only in the policy of the workload. Source: Istio's ComposePeerAuthentication. */
export function composePeerPolicies(
  { mesh, namespace, workload }: PeerPolicies,
  port?: number,
): { mode: PeerMode; because: Because[] } {
  let mode: PeerMode = 'PERMISSIVE';
  const because: Because[] = [];
  const apply = (policy: KubeObject | undefined, level: string) => {
    const own = policy && modeAt(policy, 'mtls');
    if (policy && own) {
      mode = own;
      because.push({
        object: refOf(policy),
        field: 'spec.mtls.mode',
        says: `The policy of the ${level} says ${own}.`,
      });
    } else if (policy) {
      because.push({
        object: refOf(policy),
        field: 'spec.mtls.mode',
        says: `The policy of the ${level} sets no mode, so ${mode} is inherited.`,
      });
    }
  };
  apply(mesh, 'mesh');
  apply(namespace, 'namespace');
  apply(workload, 'workload');
  const ports = asRecord(at(workload, 'spec', 'portLevelMtls'));
  if (workload && port !== undefined && String(port) in ports) {
    const own = modeAt(workload, 'portLevelMtls', String(port));
    mode = own ?? mode;
    because.push({
      object: refOf(workload),
      field: `spec.portLevelMtls.${port}`,
      says: own
        ? `For port ${port} the policy of the workload says ${own}.`
        : `For port ${port} the policy sets no mode, so ${mode} is inherited.`,
    });
  }
  if (because.length === 0) {
    because.push({
      says: 'No PeerAuthentication applies, so Istio accepts both: PERMISSIVE.',
    });
  }
  return { mode, because };
}
