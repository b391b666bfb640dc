import { whatStrictBreaks, type Mesh } from '@ecotrack/mesh-engine';
import { KIND, withMode } from '../../security/mtls/policy';
import { listed } from '../../security/common/find';
import { newObject } from '../../security/common/planOf';
import { governing } from '../../security/common/scope';
import { GROUP } from '../../security/policies/place';
import type { Onboarding } from '../Onboarding';

/** Those without a proxy who may call what runs already, and could not any more. */
function brokenBy(mesh: Mesh, { workloads }: Onboarding): string[] {
  const clients = workloads.flatMap(workload =>
    whatStrictBreaks(mesh, { workload }).breaks.flatMap(each => each.clients),
  );
  return [
    ...new Set(
      clients.map(client => (client === 'outside' ? client : client.name)),
    ),
  ].filter(name => name !== 'outside');
}

/** The PeerAuthentication, where the level above does not ask for mTLS, or of a tier that does not depend on it. */
export function addPeerAuthentication(
  onboarding: Onboarding,
  { isNew }: { isNew: boolean },
): void {
  const { mesh, service, selector, workloads, given } = onboarding;
  const { namespace, name } = service;
  const [workload] = workloads;
  const own = workload && governing(mesh, GROUP, KIND, { namespace, workload });
  const isStrict = workloads.every(each => mesh.mtls(each).mode === 'STRICT');
  if (isStrict && (own || given.tier !== 'pci')) {
    onboarding.note(
      `${name} takes mTLS alone already, by ${
        own
          ? `PeerAuthentication ${own.metadata.name}`
          : 'the PeerAuthentication of the level above'
      }.`,
    );
    return;
  }
  const broken = isNew || isStrict ? [] : brokenBy(mesh, onboarding);
  if (broken.length > 0) {
    onboarding.note(
      given.tier === 'pci'
        ? `${name} takes mTLS alone from now on: ${listed(
            broken,
          )} have no proxy and cannot call it any more.`
        : `${name} goes on taking connections without mTLS, as ${listed(
            broken,
          )} without a proxy may call it. Take them into the mesh, then set its mTLS mode to STRICT.`,
    );
    if (given.tier !== 'pci') {
      return;
    }
  }
  const strict = own && withMode(own, { mode: 'STRICT' });
  onboarding.put(
    strict ??
      newObject(
        mesh,
        GROUP,
        KIND,
        { namespace, name },
        { selector: { matchLabels: selector }, mtls: { mode: 'STRICT' } },
      ),
  );
}
