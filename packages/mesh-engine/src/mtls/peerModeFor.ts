import type { Mesh } from '../mesh/Mesh';
import type { Because } from '../resources/types';
import { composePeerPolicies, selectPeerPolicies } from './peerPolicies';
import { peerPoliciesOf } from './peerPoliciesOf';
import type { PeerMode } from './types';

/**
 * The mode that PeerAuthentications set for whoever carries labels in a namespace, and the policies that decided it.
 * @param labels - none for the mode of the namespace
 * @param port - of the pod
 */
export function peerModeFor(
  mesh: Mesh,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
  port?: number,
): { mode: PeerMode; because: Because[] } {
  return composePeerPolicies(
    selectPeerPolicies(
      peerPoliciesOf(mesh, namespace),
      mesh.config.rootNamespace,
      namespace,
      labels,
    ),
    port,
  );
}
