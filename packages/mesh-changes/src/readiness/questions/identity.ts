import type { Workload } from '@ecotrack/mesh-engine';
import { listed } from '../../templates/security/common/find';
import type { Question } from '../reading/Question';
import { remember } from '../reading/remember';

const byAccount = remember(mesh => {
  const index = new Map<string, Workload[]>();
  for (const workload of mesh.workloads) {
    const key = `${workload.namespace}/${workload.serviceAccount}`;
    const known = index.get(key);
    if (known) {
      known.push(workload);
    } else {
      index.set(key, [workload]);
    }
  }
  return index;
});

export const identity: Question = {
  id: 'identity',
  title: 'An identity of its own',
  ready: 'It runs as a service account that no other application has.',
  look: ({ mesh, workload, template }) => {
    const { namespace, serviceAccount, canonicalName } = workload;
    const others = [
      ...new Set(
        (byAccount(mesh).get(`${namespace}/${serviceAccount}`) ?? [])
          .map(other => other.canonicalName)
          .filter(name => name !== canonicalName),
      ),
    ];
    const because = [template.object];
    const field = `${template.path}.serviceAccountName`;
    const fix = 'Give it a ServiceAccount of its own.';
    if (others.length > 0) {
      return [
        {
          state: 'warning',
          says: `It runs as service account ${serviceAccount}, as ${listed(
            others,
          )} ${
            others.length === 1 ? 'does' : 'do'
          }: their certificates say the same, so a policy that lets one in lets in all. ${fix}`,
          because,
          field,
        },
      ];
    }
    return serviceAccount === 'default'
      ? [
          {
            state: 'warning',
            says: `It runs as service account default, which every pod of ${namespace} gets that names none: whoever comes next has its identity. ${fix}`,
            because,
            field,
          },
        ]
      : [];
  },
};
