import { listed } from '../../security/common/find';
import { refOf } from '@ecotrack/mesh-engine';
import type { Onboarding } from '../Onboarding';

/** What is to be said about the identity of what runs already. */
export function noteIdentity(onboarding: Onboarding): void {
  const { mesh, workloads, account } = onboarding;
  const { namespace, serviceAccount } = account;
  const isShared = (name: string) =>
    !workloads.some(each => each.name === name);
  const others = mesh.workloads
    .filter(
      each =>
        each.namespace === namespace &&
        each.serviceAccount === serviceAccount &&
        isShared(each.name),
    )
    .map(({ name }) => name);
  if (others.length > 0) {
    onboarding.note(
      `Service account ${serviceAccount} is that of ${listed(
        others,
      )} too, so policies cannot tell them apart: whoever lets one in lets in all. Give it its own with ownServiceAccount.`,
    );
  } else if (serviceAccount === 'default') {
    onboarding.note(
      `${workloads
        .map(({ name }) => name)
        .join(
          ', ',
        )} runs as the service account default, which every pod of ${namespace} gets that names none. Give it one of its own with ownServiceAccount.`,
    );
  }
  const accounts = new Set(workloads.map(each => each.serviceAccount));
  if (accounts.size > 1) {
    onboarding.note(
      `The versions of ${
        onboarding.given.service
      } run as several service accounts (${listed([
        ...accounts,
      ])}). Only ${serviceAccount} is let in where it calls.`,
    );
  }
}

/** Pods that have no proxy yet are looked at as they will be once they are made again. */
export function restartPods(onboarding: Onboarding): void {
  const bare = onboarding.workloads
    .filter(({ sidecar }) => sidecar.expected)
    .flatMap(({ pods }) => pods)
    .filter(({ dataPlane }) => dataPlane === 'none');
  if (bare.length > 0) {
    onboarding.forget(bare.map(({ object }) => refOf(object)));
    onboarding.note(
      'Pods that run have no proxy yet: restart the workload after the merge.',
    );
  }
}
