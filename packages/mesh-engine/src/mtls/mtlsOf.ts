import { asLabels, asRecord, asText, at } from '../resources/fields';
import { refOf } from '../resources/ref';
import type { Because, KubeObject } from '../resources/types';
import type { Mesh } from '../mesh/Mesh';
import { selects } from '../mesh/selectors';
import type { Workload } from '../mesh/types';
import type { MtlsAnswer, PeerMode } from './types';

const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE'];

function modeAt(policy: KubeObject, ...path: string[]): PeerMode | undefined {
  const mode = asText(at(policy, 'spec', ...path, 'mode'));
  return mode && MODES.includes(mode) ? (mode as PeerMode) : undefined;
}

function selectorOf(policy: KubeObject): Record<string, string> {
  return asLabels(at(policy, 'spec', 'selector', 'matchLabels'));
}

/** Istio's order: oldest first, then by name, then by namespace. */
export function byAge(a: KubeObject, b: KubeObject): number {
  const time = (object: KubeObject) =>
    Date.parse(asText(object.metadata.creationTimestamp) ?? '') || 0;
  const text = (object: KubeObject) =>
    `${object.metadata.name}.${object.metadata.namespace ?? ''}`;
  return (
    time(a) - time(b) || (text(a) < text(b) ? -1 : Number(text(a) > text(b)))
  );
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
 */
export function selectPeerPolicies(
  policies: readonly KubeObject[],
  rootNamespace: string,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): PeerPolicies {
  const selected: PeerPolicies = {};
  for (const policy of [...policies].sort(byAge)) {
    const selector = selectorOf(policy);
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

const EFFECTIVE = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'plaintext',
} as const;

/** See `Mesh.mtls`. */
export function mtlsOf(
  mesh: Mesh,
  workload: Workload,
  port?: number,
): MtlsAnswer {
  const { mode, because } = composePeerPolicies(
    selectPeerPolicies(
      mesh.objects('PeerAuthentication', 'security.istio.io'),
      mesh.config.rootNamespace,
      workload.namespace,
      workload.labels,
    ),
    port,
  );
  const chain = because.map(entry =>
    entry.object
      ? {
          ...entry,
          origin: mesh.originOf(entry.object, (entry.field ?? '').split('.')),
        }
      : entry,
  );
  const { sidecar, ref } = workload;
  const add = (says: string): Because[] => [...chain, { object: ref, says }];
  switch (sidecar.state) {
    case 'none':
      return {
        mode,
        effective: 'plaintext',
        because: add(
          'The workload has no proxy, so nothing terminates mTLS and every caller talks plaintext.',
        ),
      };
    case 'some':
      return {
        mode,
        effective: mode === 'DISABLE' ? 'plaintext' : 'permissive',
        because: add(
          `${sidecar.pods - sidecar.injected} of ${
            sidecar.pods
          } pods have no proxy and take plaintext.`,
        ),
      };
    case 'ambient':
      return mode === 'DISABLE'
        ? {
            mode,
            effective: 'permissive',
            because: add(
              'Ambient does not honour DISABLE: ztunnel accepts both.',
            ),
          }
        : { mode, effective: EFFECTIVE[mode], because: chain };
    case 'unknown':
      return {
        mode,
        effective: EFFECTIVE[mode],
        because: add(
          'No pods are known; this holds for pods that have a proxy.',
        ),
      };
    default:
      return { mode, effective: EFFECTIVE[mode], because: chain };
  }
}
