import { acceptanceOf, refKey, type Finding } from '@ecotrack/mesh-engine';
import { listed } from '../../templates/security/common/find';
import { onboardingOf } from '../onboardingOf';
import { sharingWith } from '../reading/accounts';
import type { Question } from '../reading/Question';
import type { Subject } from '../reading/Subject';

const SHARED = 'MESH3409';

/** That somebody has written down why the account is shared. */
function acceptance({ mesh, workload, now }: Subject): Finding | undefined {
  const key = refKey(workload.ref);
  return (
    now &&
    mesh
      .check()
      .find(
        finding =>
          finding.code === SHARED &&
          finding.because.some(
            ({ object }) => object && refKey(object) === key,
          ) &&
          acceptanceOf(finding, now).isAccepted,
      )
  );
}

export const identity: Question = {
  id: 'identity',
  title: 'An identity of its own',
  ready: 'It runs as a service account that no other application has.',
  look: subject => {
    const { mesh, workload, template } = subject;
    const { namespace, serviceAccount, sidecar } = workload;
    const others = sharingWith(mesh, workload).map(({ name }) => name);
    const onboarding =
      sidecar.state === 'none' ? onboardingOf(mesh, workload) : undefined;
    const place = {
      because: [template.object],
      field: `${template.path}.serviceAccountName`,
      ...(onboarding?.template === 'onboard-service' && {
        mend: { ...onboarding, label: 'Onboard with its own account…' },
      }),
    };
    const fix = 'Give it a ServiceAccount of its own.';
    if (others.length > 0) {
      const accepted = acceptance(subject);
      return accepted?.object
        ? [
            {
              state: 'ready',
              place: 'accepted',
              says: `It shares service account ${serviceAccount} with ${listed(
                others,
              )}, and that is accepted: ${accepted.exception?.reason}`,
              because: [accepted.object],
            },
          ]
        : [
            {
              state: 'warning',
              says: `It runs as service account ${serviceAccount}, as ${listed(
                others,
              )} ${
                others.length === 1 ? 'does' : 'do'
              }: their certificates say the same, so a policy that lets one in lets in all. ${fix}`,
              ...place,
            },
          ];
    }
    return serviceAccount === 'default'
      ? [
          {
            state: 'warning',
            says: `It runs as service account default, which every pod of ${namespace} gets that names none: whoever comes next has its identity. ${fix}`,
            ...place,
          },
        ]
      : [];
  },
};
